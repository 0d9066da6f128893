package dev.regimen.comparison;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Variance;
import org.apache.commons.statistics.inference.TTest;
import org.apache.commons.statistics.interval.BinomialConfidenceInterval;
import org.apache.commons.statistics.interval.Interval;
import org.apache.commons.statistics.interval.NormalConfidenceInterval;

/** Intervals and tests over seeds; the mathematics is Commons Statistics'. */
public final class Statistics {
    /** One minus the confidence of every interval. */
    static final double ERROR = 0.05;

    /** How much of a difference may be due to the rounding of its ends: 0.9 - 0.8 is not quite 0.8 - 0.7. */
    private static final double ROUNDING = 1e-9;

    private static final MathContext DIGITS = new MathContext(12);

    private Statistics() {}

    /** The mean with its t interval. Values that are all alike give an interval without width. */
    public static Estimate mean(double[] values) {
        double mean = rounded(Mean.of(values).getAsDouble());
        if (values.length < 2) {
            return new Estimate(mean, null, null, null, values.length);
        }
        double variance = Variance.of(values).getAsDouble();
        if (!(variance > 0)) {
            return new Estimate(mean, mean, mean, Math.sqrt(variance), values.length);
        }
        Interval interval = NormalConfidenceInterval.MEAN.fromErrorRate(mean, variance, values.length, ERROR);
        return new Estimate(
                mean, interval.getLowerBound(), interval.getUpperBound(), Math.sqrt(variance), values.length);
    }

    /** Without the noise of binary fractions, which has 97.25 % shown as 97.2 % in one place and 97.3 % in another. */
    private static double rounded(double value) {
        return Double.isFinite(value) ? BigDecimal.valueOf(value).round(DIGITS).doubleValue() : value;
    }

    /** A rate with Wilson's interval. */
    public static Rate rate(int successes, int count) {
        Interval interval = BinomialConfidenceInterval.WILSON_SCORE.fromErrorRate(count, successes, ERROR);
        return new Rate(successes, count, interval.getLowerBound(), interval.getUpperBound());
    }

    /**
     * The two-sided p value of paired differences being zero in the mean, by the t test; where all differences are
     * alike, which leaves that test without a variance, by the sign test. NaN with fewer than two, or where one is not
     * a finite number.
     */
    static double pValue(double[] differences) {
        if (differences.length < 2 || !Arrays.stream(differences).allMatch(Double::isFinite)) {
            return Double.NaN;
        }
        if (!alike(differences)) {
            return TTest.withDefaults().test(differences).getPValue();
        }
        return differences[0] == 0 ? 1 : Math.pow(2, 1 - differences.length);
    }

    /** Whether the values differ by no more than the rounding of what they were subtracted from. */
    private static boolean alike(double[] values) {
        double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
        double spread = Arrays.stream(values).max().orElseThrow()
                - Arrays.stream(values).min().orElseThrow();
        return spread <= ROUNDING * largest;
    }

    /**
     * Holm's (1979) step-down correction of p values for being so many; NaNs stay, and count as tests that were not
     * made.
     */
    static double[] holm(double[] pValues) {
        List<Integer> order = IntStream.range(0, pValues.length)
                .filter(index -> !Double.isNaN(pValues[index]))
                .boxed()
                .sorted(Comparator.comparingDouble(index -> pValues[index]))
                .toList();
        double[] corrected = Arrays.copyOf(pValues, pValues.length);
        double largest = 0;
        for (int rank = 0; rank < order.size(); rank++) {
            int index = order.get(rank);
            largest = Math.max(largest, Math.min(1, (order.size() - rank) * pValues[index]));
            corrected[index] = largest;
        }
        return corrected;
    }

    /**
     * The median of values of which some were not reached within the budget (null): null if the median itself was not.
     */
    static Double censoredMedian(List<Double> values) {
        double[] sorted = values.stream()
                .mapToDouble(value -> value == null ? Double.POSITIVE_INFINITY : value)
                .sorted()
                .toArray();
        double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        return Double.isInfinite(median) ? null : median;
    }
}
