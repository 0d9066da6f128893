package dev.regimen.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * What a {@link StackedModel} made of a batch, and the way back. libtorch's graph is cut at every module: each takes
 * its gradient by its {@link Recording}. In the scope of the step.
 */
public final class StackedPass {
    private final ModelSpec spec;
    private final Map<String, Tensor> values;
    /** The modules that a gradient may come to, in their order. */
    private final List<Computed> computed = new ArrayList<>();

    /**
     * A module's part.
     *
     * @param inputs what it reads, each a beginning of libtorch's graph that is this module's alone: libtorch lets
     *     gradients of different tensors share memory, so none may be added to in place
     * @param output another beginning
     * @param learning whether it has weights that learn
     */
    private record Computed(
            ModuleSpec module, List<Tensor> inputs, Recording recording, Tensor output, boolean learning) {
        String name() {
            return module.name();
        }

        /** Those of an earlier loss. */
        void forget() {
            output.mutable_grad().reset();
            inputs.forEach(input -> input.mutable_grad().reset());
        }
    }

    /** @param given {@code [members, batch, …]} of each field */
    StackedPass(ModelSpec spec, Map<String, Tensor> given) {
        this.spec = spec;
        this.values = new LinkedHashMap<>(given);
    }

    /** Computes a module, all that it reads having been computed. */
    void compute(ModuleSpec module, StackedLayer layer, long items, boolean learning, Pass pass) {
        boolean each = module.each().isPresent();
        List<Tensor> inputs = module.reads().stream()
                .map(values::get)
                .map(value -> beginning(each ? value.flatten(1, 2) : value, value.requires_grad()))
                .toList(); // [members, batch, items, …] -> [members, batch * items, …]
        Recording recording = layer.record(inputs, pass);
        Tensor result = recording.output();
        boolean wanted = learning || inputs.stream().anyMatch(Tensor::requires_grad);
        Tensor output = beginning(each ? result.unflatten(1, -1, items) : result, wanted);
        if (wanted) {
            computed.add(new Computed(module, inputs, recording, output, learning));
        }
        values.put(module.name(), output);
    }

    private static Tensor beginning(Tensor value, boolean wanted) {
        if (!wanted) {
            return value;
        }
        Tensor own = value.detach();
        own.set_requires_grad(true);
        return own;
    }

    /** {@code [members, batch, …]} of each module that was computed or given. */
    public Outputs outputs() {
        Map<String, Tensor> outputs = new LinkedHashMap<>(values);
        outputs.keySet().retainAll(spec.names());
        return new Outputs(outputs);
    }

    /**
     * Takes the gradient of the members' losses back to the parameters of these modules, adding to what is there.
     *
     * @param losses {@code [members]}, of {@link #outputs}
     * @param last whether no further loss will be
     */
    public void backward(Tensor losses, Set<String> modules, boolean last) {
        computed.forEach(Computed::forget);
        // Members have no parameter in common: the gradient of their losses' sum is that of each one's own.
        losses.backward(torch.ones_like(losses), new BoolOptional(), false, new TensorArrayRefOptional());
        Set<String> leading = leading(modules);
        Map<String, Tensor> gradients = new HashMap<>();
        computed.forEach(one -> add(gradients, one.name(), one.output.grad()));
        for (int i = computed.size() - 1; i >= 0; i--) {
            Computed one = computed.get(i);
            Tensor gradient = gradients.get(one.name());
            if (gradient != null && leading.contains(one.name())) {
                boolean inputs = one.module.reads().stream().anyMatch(leading::contains);
                one.recording.backward(
                        one.module.each().isPresent() ? gradient.flatten(1, 2) : gradient,
                        new Recording.Way(one.learning && modules.contains(one.name()), inputs, last));
                for (int read = 0; read < one.inputs.size(); read++) {
                    add(
                            gradients,
                            one.module.reads().get(read),
                            one.inputs.get(read).grad());
                }
            }
        }
    }

    private void add(Map<String, Tensor> gradients, String name, Tensor gradient) {
        if (gradient.defined()) {
            Tensor whole = gradient.reshape(values.get(name).shape());
            gradients.merge(name, whole, Tensor::add);
        }
    }

    /** Those of these modules that learn, and those that read them, be it through others. */
    private Set<String> leading(Set<String> modules) {
        Set<String> leading = new HashSet<>();
        for (Computed one : computed) {
            boolean own = one.learning && modules.contains(one.name());
            if (own || one.module.reads().stream().anyMatch(leading::contains)) {
                leading.add(one.name());
            }
        }
        return leading;
    }
}
