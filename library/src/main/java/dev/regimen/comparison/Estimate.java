package dev.regimen.comparison;

import dev.regimen.metric.Metrics;

/**
 * A mean over seeds with its interval.
 *
 * @param low and {@code high}: the 95 % interval by Student's t, within what the metric can be; null with fewer than
 *     two values, and of one finished system
 * @param deviation the standard deviation over seeds; null likewise
 */
public record Estimate(double mean, Double low, Double high, Double deviation, int count) {
    /** Of the same values with the other sign. */
    public Estimate negated() {
        return new Estimate(-mean, low == null ? null : -high, low == null ? null : -low, deviation, count);
    }

    /** The same of what does not vary, although it was looked at several times. */
    Estimate withoutInterval() {
        return new Estimate(mean, null, null, null, count);
    }

    /** The same with an interval that is cut off where the mean cannot be. */
    public Estimate within(double least, double greatest) {
        return low == null
                ? this
                : new Estimate(mean, Math.max(low, least), Math.min(high, greatest), deviation, count);
    }

    /** The same of a metric of this name, with an interval that is cut off where it cannot be. */
    Estimate withinBoundsOf(String metric) {
        if (Metrics.isFraction(metric)) {
            return within(0, 1);
        }
        return Metrics.isNeverNegative(metric) ? within(0, Double.POSITIVE_INFINITY) : this;
    }
}
