package dev.regimen.data;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Some examples at once, as named tensors {@code [batch, …]}. Whoever made the batch owns the tensors; inside a
 * training step that is the step's scope.
 */
public record Batch(int size, Map<String, Tensor> values) {
    public Batch {
        values = Map.copyOf(values);
    }

    /** @throws IllegalArgumentException if the examples have no such value */
    public Tensor value(String name) {
        Tensor value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the examples have no value '" + name + "'; they have " + values.keySet());
        }
        return value;
    }
}
