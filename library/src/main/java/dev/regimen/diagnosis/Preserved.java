package dev.regimen.diagnosis;

import dev.regimen.model.Model;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * What a pass in training may change in a model without moving its parameters. Closing it puts everything back. Must be
 * made outside any scope that ends before it.
 *
 * @param asking the modules whose parameters ask for gradients
 * @param buffers copies of state such as batch-norm statistics, by {@code module/name}
 */
record Preserved(Model model, Set<String> asking, Map<String, Tensor> buffers) implements AutoCloseable {
    static Preserved of(Model model) {
        Set<String> asking = model.spec().names().stream()
                .filter(module -> model.parameters(module).values().stream().anyMatch(Tensor::requires_grad))
                .collect(Collectors.toSet());
        Map<String, Tensor> buffers = new LinkedHashMap<>();
        for (String module : model.spec().names()) {
            model.buffers(module).forEach((name, buffer) -> buffers.put(module + "/" + name, buffer.clone()));
        }
        return new Preserved(model, asking, buffers);
    }

    @Override
    public void close() {
        model.requireGradients(asking);
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Map<String, Tensor> weights = model.weights();
            buffers.forEach((name, copy) -> weights.get(name).copy_(copy));
        }
        buffers.values().forEach(Tensor::close);
    }
}
