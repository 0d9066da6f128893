package dev.regimen.benchmarks.peers;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * How many times as long somebody took, in rounds that belong together.
 *
 * @param median of the rounds' ratios
 * @param low and {@code high}: the interval between two of the ratios that holds the true median with the confidence,
 *     whatever the ratios' distribution (the interval of the sign test)
 * @param confidence 0.95 or more; less where there are too few rounds for it, and the interval is the whole range
 */
record Ratio(double median, double low, double high, double confidence, int rounds) {
    private static final double ERROR = 0.05;

    /** Whether the interval is one of 95 %. */
    boolean isCertain() {
        return confidence >= 1 - ERROR;
    }

    /**
     * @param theirs seconds, by round
     * @param ours seconds of the same rounds
     */
    static Ratio of(double[] theirs, double[] ours) {
        if (theirs.length != ours.length || theirs.length == 0) {
            throw new IllegalArgumentException("rounds come in pairs, not " + theirs.length + " beside " + ours.length);
        }
        double[] sorted = IntStream.range(0, ours.length)
                .mapToDouble(i -> theirs[i] / ours[i])
                .sorted()
                .toArray();
        BinomialDistribution below = BinomialDistribution.of(sorted.length, 0.5);
        int cut = 0; // so many ratios are left out at either end
        while (2 * below.cumulativeProbability(cut) <= ERROR) {
            cut++;
        }
        int from = Math.max(0, cut - 1);
        double outside = 2 * below.cumulativeProbability(from);
        return new Ratio(
                Median.withDefaults().evaluate(Arrays.copyOf(sorted, sorted.length)),
                sorted[from],
                sorted[sorted.length - 1 - from],
                Math.max(0, 1 - outside),
                sorted.length);
    }
}
