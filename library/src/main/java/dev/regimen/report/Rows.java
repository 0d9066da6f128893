package dev.regimen.report;

import dev.regimen.task.SampleValues;
import java.util.List;

/**
 * Sample values example by example.
 *
 * @param count how many examples
 * @param length how many numbers each has
 */
record Rows(List<Float> values, int count, int length) {
    static Rows of(SampleValues values) {
        int count = values.shape().isEmpty() ? 0 : values.shape().get(0).intValue();
        return new Rows(values.values(), count, count == 0 ? 0 : values.values().size() / count);
    }

    List<Float> row(int example) {
        return values.subList(example * length, (example + 1) * length);
    }
}
