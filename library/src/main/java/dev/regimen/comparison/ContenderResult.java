package dev.regimen.comparison;

import dev.regimen.metric.Reliability;
import dev.regimen.training.Label;
import java.util.List;
import java.util.Map;

/**
 * What a contender did with all seeds.
 *
 * @param regimen the kind of regimen
 * @param tuning what was tried to choose the learning rate; empty if nothing was
 * @param seeds in the protocol's order
 */
public record ContenderResult(
        String name, String regimen, List<TuningTrial> tuning, List<SeedResult> seeds, Summary summary) {
    /** Whether it is one finished system, whatever the seed: only then several seeds give no interval. */
    boolean isOneSystem() {
        return summary.metrics().values().stream().anyMatch(estimate -> estimate.count() > 1 && estimate.low() == null);
    }

    /**
     * A learning rate that was tried.
     *
     * @param values the primary metric on the validation examples, one per tuning seed; null where the training
     *     diverged
     * @param chosen whether it is the best of the grid
     */
    public record TuningTrial(double learningRate, List<Double> values, boolean chosen) {}

    /**
     * Means over the seeds.
     *
     * @param metrics on the test examples, by name
     * @param seams on the test examples, by module and name
     * @param reached how many seeds reached the target; null without a target
     * @param examplesToTarget median over seeds; null if more than half never got there, or without a target
     * @param secondsToTarget the same in seconds
     * @param diverged how many seeds ended with numbers that were not finite
     * @param parameters of the seed that trained the most, which is any that did not diverge
     * @param updates mean over seeds, by module
     * @param labels what any of the seeds consumed
     * @param reliability of the final prediction on the test examples, all seeds together; null unless it is of classes
     * @param latency how many seconds the prediction of one example takes, the median over seeds; null if none is known
     * @param worth of an ensemble beside its members; null unless it is one
     */
    public record Summary(
            Map<String, Estimate> metrics,
            Map<String, Map<String, Estimate>> seams,
            Rate reached,
            Double examplesToTarget,
            Double secondsToTarget,
            int diverged,
            double examples,
            double seconds,
            double cpuSeconds,
            double flops,
            long parameters,
            Map<String, Double> updates,
            List<Label> labels,
            Reliability reliability,
            Double latency,
            EnsembleSummary worth) {}

    /** The chosen learning rate; null if nothing was chosen. */
    public Double learningRate() {
        return seeds.get(0).learningRate();
    }
}
