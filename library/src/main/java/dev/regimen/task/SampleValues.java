package dev.regimen.task;

import java.util.ArrayList;
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

    /** The numbers of one example. */
    public List<Float> row(int example) {
        return values.subList(example * length(), (example + 1) * length());
    }
}
