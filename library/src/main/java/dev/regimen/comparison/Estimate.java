package dev.regimen.comparison;

/**
 * A mean over seeds with its interval.
 *
 * @param low and {@code high}: the 95 % interval by Student's t, for fractions within 0 and 1; null with fewer than two
 *     values, and of one finished system
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
}
