package dev.regimen.data;

import dev.regimen.torch.TensorData;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Examples in memory: one tensor {@code [size, …]} per field, float32 for real numbers and int64 for classes. Owns its
 * tensors and must be made outside any scope that ends before it.
 */
public final class Dataset implements Pool, AutoCloseable {
    private final Map<String, Field> fields;
    private final Map<String, Tensor> columns;
    private final Map<String, Picked> origins;
    private final long size;

    /**
     * Takes ownership of the columns.
     *
     * @throws IllegalArgumentException if a column is missing, has another shape than its field, or another length than
     *     the rest
     */
    public Dataset(Map<String, Field> fields, Map<String, Tensor> columns) {
        this(fields, columns, Map.of());
    }

    /**
     * The examples of a batch, whose values are owned from now on.
     *
     * @throws IllegalArgumentException if a value is missing, or has another shape than its field
     */
    public Dataset(Map<String, Field> fields, Batch batch) {
        this(fields, batch.values(), batch.picked());
    }

    private Dataset(Map<String, Field> fields, Map<String, Tensor> columns, Map<String, Picked> origins) {
        this.origins = origins;
        this.fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        this.columns = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        if (!fields.keySet().equals(columns.keySet())) {
            throw new IllegalArgumentException(
                    "fields " + fields.keySet() + " and columns " + columns.keySet() + " have different names");
        }
        this.size = columns.isEmpty() ? 0 : columns.values().iterator().next().size(0);
        columns.forEach((name, column) -> {
            long[] expected = fields.get(name).shape().batched(size);
            if (!java.util.Arrays.equals(expected, column.shape())) {
                throw new IllegalArgumentException("column '" + name + "' has the shape " + TensorData.shape(column)
                        + ", expected " + java.util.Arrays.toString(expected));
            }
        });
    }

    public Map<String, Field> fields() {
        return fields;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Map<String, Picked> origins() {
        return origins;
    }

    /** A column, {@code [size, …]}; it stays this data set's. */
    public Tensor column(String name) {
        Tensor column = columns.get(name);
        if (column == null) {
            throw new IllegalArgumentException("the data have no field '" + name + "'; they have " + fields.keySet());
        }
        return column;
    }

    /** {@inheritDoc} They are gathered natively. */
    @Override
    public Batch gather(long[] positions) {
        try (Tensor index = TensorData.longs(positions, positions.length)) {
            Map<String, Tensor> values = new LinkedHashMap<>();
            columns.forEach((name, column) -> values.put(name, column.index_select(0, index)));
            return new Batch(positions.length, values);
        }
    }

    /** Consecutive examples as views on this data set; the caller, or its scope, owns the views. */
    public Batch slice(long start, int count) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        columns.forEach((name, column) -> values.put(name, column.narrow(0, start, count)));
        return new Batch(count, values);
    }

    /** A data set of its own with the examples at these positions; the caller closes it. */
    public Dataset select(long[] positions) {
        return new Dataset(fields, gather(positions).values());
    }

    /** Whether another has the same examples in the same order, with the same fields. */
    public boolean sameAs(Dataset other) {
        return fields.equals(other.fields)
                && size == other.size
                && columns.entrySet().stream()
                        .allMatch(column -> column.getValue().equal(other.columns.get(column.getKey())));
    }

    @Override
    public void close() {
        columns.values().forEach(Tensor::close);
    }
}
