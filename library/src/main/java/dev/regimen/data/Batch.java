package dev.regimen.data;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;

/**
 * Some examples at once, as named tensors {@code [batch, …]}. Whoever made the batch owns the tensors; inside a
 * training step that is the step's scope.
 *
 * @param picked where values come from that may come again, by name
 */
public record Batch(int size, Map<String, Tensor> values, Map<String, Picked> picked) {
    public Batch {
        values = Map.copyOf(values);
        picked = Map.copyOf(picked);
    }

    /** Values that are told from no others. */
    public Batch(int size, Map<String, Tensor> values) {
        this(size, values, Map.of());
    }

    /** The same, one value of which comes from there. */
    public Batch picked(String name, Picked from) {
        Map<String, Picked> all = new HashMap<>(picked);
        all.put(name, from);
        return new Batch(size, values, all);
    }

    /** The same, which is whole examples of a pool. */
    public Batch pickedFrom(Pool pool, long[] positions) {
        return new Batch(
                size,
                values,
                values.keySet().stream()
                        .collect(Collectors.toMap(name -> name, name -> new Picked(pool, name, positions, false))));
    }

    /** The same with more values, or others, which are told from nowhere. */
    public Batch with(Map<String, Tensor> more) {
        Map<String, Tensor> all = new HashMap<>(values);
        all.putAll(more);
        Map<String, Picked> others = new HashMap<>(picked);
        others.keySet().removeAll(more.keySet());
        return new Batch(size, all, others);
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
