package dev.regimen.learner;

import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.torch.TensorData;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;

/**
 * Fields of examples as one row of numbers: all numbers of each, one field after another. A class is a one among zeros.
 *
 * @param fields by name, in order
 */
public record Inputs(Map<String, Field> fields) {
    /** Keeps the order. */
    public Inputs {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** How many numbers a row has. */
    public long columns() {
        return fields.values().stream().mapToLong(Inputs::width).sum();
    }

    /** {@code [batch][columns]}. */
    public double[][] of(Batch batch) {
        double[][] rows = new double[batch.size()][Math.toIntExact(columns())];
        int start = 0;
        try (PointerScope scope = new PointerScope()) {
            for (Map.Entry<String, Field> entry : fields.entrySet()) {
                put(TensorData.toDoubles(batch.value(entry.getKey())), entry.getValue(), rows, start);
                start += Math.toIntExact(width(entry.getValue()));
            }
        }
        return rows;
    }

    private static void put(double[] values, Field field, double[][] rows, int start) {
        int each = values.length / rows.length;
        int classes = field.classes().size();
        for (int i = 0; i < values.length; i++) {
            double[] row = rows[i / each];
            int place = i % each;
            if (!field.categorical()) {
                row[start + place] = values[i];
            } else if (values[i] >= 0) {
                row[start + place * classes + (int) values[i]] = 1;
            }
        }
    }

    private static long width(Field field) {
        return field.shape().elements() * Math.max(1, field.classes().size());
    }
}
