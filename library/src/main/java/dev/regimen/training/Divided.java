package dev.regimen.training;

import dev.regimen.data.Batch;
import dev.regimen.model.Outputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * What modules make of the parts of a batch, put together: the losses are taken of the whole, and their gradients go
 * back to the parts. In the step's scope.
 */
final class Divided {
    private final List<Outputs> parts;
    private final long[] starts;
    private final Map<String, Tensor> whole = new LinkedHashMap<>();

    /**
     * @param parts in order
     * @param sizes how many examples each has
     * @param names the modules whose outputs are wanted
     */
    Divided(List<Outputs> parts, List<Integer> sizes, List<String> names) {
        this.parts = parts;
        this.starts = new long[sizes.size() + 1];
        for (int i = 0; i < sizes.size(); i++) {
            starts[i + 1] = starts[i] + sizes.get(i);
        }
        names.forEach(name -> whole.put(name, join(name)));
    }

    /** Parts of as equal a size as can be, the first ones being larger by one if they cannot. */
    static List<Batch> of(Batch batch, int parts, Set<String> names) {
        List<Batch> divided = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < parts; i++) {
            int from = start;
            int size = batch.size() / parts + (i < batch.size() % parts ? 1 : 0);
            Map<String, Tensor> values = new LinkedHashMap<>();
            batch.values().forEach((name, value) -> {
                if (names.contains(name)) {
                    values.put(name, value.narrow(0, from, size));
                }
            });
            divided.add(new Batch(size, values));
            start += size;
        }
        return divided;
    }

    /** A new beginning of the graph, where one of the parts depends on parameters. */
    private Tensor join(String name) {
        Tensor[] all = parts.stream().map(part -> part.of(name).detach()).toArray(Tensor[]::new);
        boolean learned = parts.stream().anyMatch(part -> part.of(name).requires_grad());
        return torch.cat(new TensorVector(all), 0).set_requires_grad(learned);
    }

    /** What the modules make of the whole batch. */
    Outputs outputs() {
        return new Outputs(whole);
    }

    /**
     * Takes the gradients of a loss with respect to the outputs, in place of those of an earlier one.
     *
     * @return how they go on, for each part
     */
    List<PartialBackward> backward(Tensor loss, Set<String> modules, boolean last) {
        whole.values().forEach(output -> output.mutable_grad().reset());
        loss.backward();
        return IntStream.range(0, parts.size())
                .mapToObj(part -> partial(part, modules, last))
                .toList();
    }

    private PartialBackward partial(int part, Set<String> modules, boolean last) {
        List<Tensor> outputs = new ArrayList<>();
        List<Tensor> gradients = new ArrayList<>();
        whole.forEach((name, output) -> {
            Tensor own = parts.get(part).of(name);
            Tensor gradient = output.grad();
            if (own.requires_grad() && gradient.defined()) {
                outputs.add(own);
                gradients.add(gradient.narrow(0, starts[part], starts[part + 1] - starts[part]));
            }
        });
        return new PartialBackward(outputs, gradients, modules, last);
    }
}
