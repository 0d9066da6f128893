package dev.regimen.diagnosis;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.interval.Interval;
import org.apache.commons.statistics.interval.NormalConfidenceInterval;

/**
 * What is kept of the gradients of some batches, and what is estimated from it.
 *
 * @param batches n, how many there are
 * @param batchSize B, examples in each
 * @param sumNorm ‖Σ g_b‖² of the batches' mean gradients g_b
 * @param normSum Σ ‖g_b‖²
 */
record Moments(long batches, int batchSize, double sumNorm, double normSum) {
    private static final double ALPHA = 0.05;

    /** The mean of g_a · g_b over all pairs a ≠ b, which is unbiased for ‖E g‖². */
    double signal() {
        return (sumNorm - normSum) / (batches * (batches - 1.0));
    }

    /** B / (n - 1) · Σ ‖g_b − mean‖², which is unbiased for the trace of one example's covariance. */
    double noise() {
        return batchSize * (normSum - sumNorm / batches) / (batches - 1.0);
    }

    double ratio() {
        return signal() / noise();
    }

    /**
     * An estimate from all with an interval from the same without each group: the delete-a-group jackknife (Efron
     * 1982), with Student's t. Where the signal is zero its estimate is degenerate, and the interval wider than it need
     * be.
     */
    Measured measured(Moments[] without, ToDoubleFunction<Moments> estimate) {
        double value = estimate.applyAsDouble(this);
        double[] others = Arrays.stream(without).mapToDouble(estimate).toArray();
        double mean = Mean.of(others).getAsDouble();
        double squares = Arrays.stream(others)
                .map(other -> (other - mean) * (other - mean))
                .sum();
        double pseudoVariance = (others.length - 1) * squares; // of the jackknife's pseudovalues
        if (!Double.isFinite(value) || !Double.isFinite(pseudoVariance)) {
            return new Measured(value, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        if (pseudoVariance == 0) {
            return new Measured(value, value, value);
        }
        Interval interval = NormalConfidenceInterval.MEAN.fromErrorRate(value, pseudoVariance, others.length, ALPHA);
        return new Measured(value, interval.getLowerBound(), interval.getUpperBound());
    }
}
