package dev.regimen.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Numbers of some examples, for showing.
 *
 * @param shape with the examples along the first axis
 * @param values in row-major order
 */
public record SampleValues(List<Long> shape, List<Float> values) {
    /** How many examples. */
    public int count() {
        return shape.isEmpty() ? 0 : shape.get(0).intValue();
    }

    /** How many numbers each example has. */
    public int length() {
        return count() == 0 ? 0 : values.size() / count();
    }

    /** These examples, then others of the same shape. */
    SampleValues followedBy(SampleValues others) {
        List<Long> longer = new ArrayList<>(shape);
        longer.set(0, shape.get(0) + others.shape.get(0));
        return new SampleValues(
                longer, Stream.concat(values.stream(), others.values.stream()).toList());
    }

    /**
     * How often each class is among the numbers of each example, as a part of them, where negative ones are no class;
     * NaN if one of them is.
     *
     * @return {@code [examples, classes]}
     */
    public SampleValues frequencies(int classes) {
        Float[] parts = new Float[count() * classes];
        Arrays.fill(parts, 0f);
        for (int example = 0; example < count(); example++) {
            List<Float> row = row(example);
            if (row.stream().anyMatch(value -> value.isNaN())) {
                Arrays.fill(parts, example * classes, (example + 1) * classes, Float.NaN);
            } else {
                for (float value : row.stream().filter(value -> value >= 0).toList()) {
                    parts[example * classes + Math.round(value)] += 1f / length();
                }
            }
        }
        return new SampleValues(List.of((long) count(), (long) classes), List.of(parts));
    }

    /** The numbers of one example. */
    public List<Float> row(int example) {
        return values.subList(example * length(), (example + 1) * length());
    }
}
