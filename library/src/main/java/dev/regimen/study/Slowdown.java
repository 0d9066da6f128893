package dev.regimen.study;

import dev.regimen.comparison.ContenderResult;
import dev.regimen.comparison.Estimate;
import dev.regimen.comparison.SeedResult;
import dev.regimen.comparison.Statistics;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How many times as many examples one contender needs to reach the target as another.
 *
 * @param ratio the geometric mean over the seeds with which both reached it
 * @param low and {@code high}: its 95 % interval, by Student's t on the logarithms; null with fewer than two seeds
 * @param seeds how many those are
 */
record Slowdown(double ratio, Double low, Double high, int seeds) {
    /** Of a cell; nothing unless both reached the target with some seed. */
    static Optional<Slowdown> of(CellResult cell, String slower, String faster) {
        Optional<ContenderResult> left = cell.contender(slower);
        Optional<ContenderResult> right = cell.contender(faster);
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        double[] logs = IntStream.range(0, left.get().seeds().size())
                .filter(i -> reached(left.get().seeds().get(i))
                        && reached(right.get().seeds().get(i)))
                .mapToDouble(i -> Math.log(examples(left.get().seeds().get(i)))
                        - Math.log(examples(right.get().seeds().get(i))))
                .toArray();
        if (logs.length == 0) {
            return Optional.empty();
        }
        Estimate mean = Statistics.mean(logs);
        return Optional.of(new Slowdown(
                Math.exp(mean.mean()),
                mean.low() == null ? null : Math.exp(mean.low()),
                mean.high() == null ? null : Math.exp(mean.high()),
                logs.length));
    }

    private static boolean reached(SeedResult seed) {
        return seed.toTarget() != null && seed.toTarget().reached();
    }

    /** A target that was reached before the first step cost as good as nothing, but ratios need something. */
    private static double examples(SeedResult seed) {
        return Math.max(1, seed.toTarget().examples());
    }

    boolean slower() {
        return low != null && low > 1;
    }

    boolean faster() {
        return high != null && high < 1;
    }

    /** As {@code 3.1 times [2.4, 4.0]}. */
    String words() {
        String interval = low == null ? "" : String.format(java.util.Locale.ROOT, " [%.2g, %.2g]", low, high);
        return String.format(java.util.Locale.ROOT, "%.2g times", ratio) + interval;
    }
}
