package dev.regimen.metric;

import dev.regimen.data.Field;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * The part of examples whose whole string is read as it is, from 0 to 1. Of predictions place by place all have to be
 * right that have a label.
 */
public record SequenceAccuracy() implements Metric {
    @Override
    public String name() {
        return "sequence-accuracy";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public boolean suits(Field target) {
        return Strings.are(target);
    }

    @Override
    public boolean ofStrings() {
        return true;
    }

    @Override
    public double[] observe(Tensor said, Tensor target) {
        List<long[]> read = Strings.of(said);
        List<long[]> wanted = Strings.of(target);
        double right = 0;
        for (int i = 0; i < wanted.size(); i++) {
            right += Arrays.equals(read.get(i), wanted.get(i)) ? 1 : 0;
        }
        return new double[] {right, wanted.size()};
    }

    @Override
    public double value(double[] sums) {
        return sums[0] / sums[1];
    }

    /** The frequency of the most common string. */
    @Override
    public double chance(Tensor target, Field field) {
        Map<List<Long>, Integer> counts = new HashMap<>();
        List<long[]> strings = Strings.of(target);
        strings.forEach(string -> counts.merge(Arrays.stream(string).boxed().toList(), 1, Integer::sum));
        return counts.values().stream().mapToInt(Integer::intValue).max().orElse(0) / (double) strings.size();
    }
}
