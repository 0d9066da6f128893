package dev.regimen.metric;

import dev.regimen.data.Field;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;

/**
 * How much of the strings is read wrongly: the classes that have to be put in, left out or changed to make what is read
 * the target, over the classes of the targets, all examples together. From 0; above 1 where far too much is read.
 */
public record CharacterErrorRate() implements Metric {
    private static final int FITTED = 500;

    @Override
    public String name() {
        return "character-error-rate";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
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
        int errors = IntStream.range(0, wanted.size())
                .map(i -> Strings.distance(read.get(i), wanted.get(i)))
                .sum();
        return new double[] {errors, length(wanted)};
    }

    @Override
    public double value(double[] sums) {
        return sums[0] / sums[1];
    }

    private static double length(List<long[]> strings) {
        return strings.stream().mapToInt(string -> string.length).sum();
    }

    /**
     * What a constant string has that begins empty and gets, as long as that helps with the first {@value #FITTED}
     * examples, one class more at its end, the one that helps most. There may be a better one.
     */
    @Override
    public double chance(Tensor target, Field field) {
        List<long[]> strings = Strings.of(target);
        List<long[]> some = strings.subList(0, Math.min(FITTED, strings.size()));
        long[] constant = constant(some, field.classes().size());
        int errors = strings.stream()
                .mapToInt(string -> Strings.distance(constant, string))
                .sum();
        return errors / length(strings);
    }

    private static long[] constant(List<long[]> strings, int classes) {
        LongStream.Builder constant = LongStream.builder();
        List<int[]> distances = strings.stream().map(Strings::distances).toList();
        int best = 0;
        while (best >= 0) {
            List<int[]> before = distances;
            int least = errors(before);
            best = -1;
            for (int symbol = 0; symbol < classes; symbol++) {
                List<int[]> longer = longer(before, symbol, strings);
                if (errors(longer) < least) {
                    least = errors(longer);
                    distances = longer;
                    best = symbol;
                }
            }
            if (best >= 0) {
                constant.add(best);
            }
        }
        return constant.build().toArray();
    }

    private static List<int[]> longer(List<int[]> distances, long symbol, List<long[]> strings) {
        return IntStream.range(0, strings.size())
                .mapToObj(i -> Strings.next(distances.get(i), symbol, strings.get(i)))
                .toList();
    }

    private static int errors(List<int[]> distances) {
        return distances.stream().mapToInt(row -> row[row.length - 1]).sum();
    }
}
