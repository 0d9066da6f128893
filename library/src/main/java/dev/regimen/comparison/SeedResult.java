package dev.regimen.comparison;

import dev.regimen.budget.StopReason;
import dev.regimen.ensemble.Worth;
import dev.regimen.metric.Reliability;
import dev.regimen.task.SampleValues;
import dev.regimen.training.Label;
import dev.regimen.training.PhaseReport;
import java.util.List;
import java.util.Map;

/**
 * What one contender did with one seed.
 *
 * @param learningRate the one it was given; null if every module's own
 * @param message a sentence if it ended other than by spending its budget, otherwise null
 * @param metrics what the final predictor scored
 * @param examples in all phases and members together, each once forward and backward
 * @param steps updates by an optimizer, in all phases and members
 * @param seconds of training, evaluation apart; members' are added up although they may have been trained side by side
 * @param cpuSeconds processor seconds of training
 * @param updates of each module, over all phases; of a member's as {@code member-1/module}
 * @param parameters how many numbers were trained, over all phases and members, each counted once
 * @param flops estimated floating-point operations of training
 * @param labels what was consumed as labels
 * @param toTarget what it cost to reach the target; null without a target
 * @param phases what was done, in order; empty for an ensemble
 * @param members what each member did, in order; empty unless an ensemble
 * @param samples the final predictions for the comparison's sample examples, by module; empty except for the first seed
 */
public record SeedResult(
        long seed,
        Double learningRate,
        StopReason stop,
        String message,
        Measured metrics,
        long examples,
        long steps,
        double seconds,
        double cpuSeconds,
        Map<String, Long> updates,
        long parameters,
        double flops,
        List<Label> labels,
        ToTarget toTarget,
        List<PhaseReport> phases,
        List<MemberReport> members,
        Map<String, SampleValues> samples) {
    /** Whether it reached the target that there is; one that diverged afterwards has lost what it had reached. */
    public boolean succeeded() {
        return stop != StopReason.DIVERGED && toTarget != null && toTarget.reached();
    }

    /**
     * What the final predictor scored, by the metric's name.
     *
     * @param test on the test examples
     * @param seams at every seam, by module, on the test examples; of classes also the accuracy after the best
     *     relabelling
     * @param validation on the validation examples
     * @param meanings that relabelling, by module: which class each predicted class stands for; fitted on the
     *     validation examples
     * @param reliability of the final prediction on the test examples; null unless it is of classes
     * @param latency how many seconds the prediction of one example takes, the median of several; null if the training
     *     diverged
     * @param worth of an ensemble beside its members, likewise; null unless it is one
     */
    public record Measured(
            Map<String, Double> test,
            Map<String, Map<String, Double>> seams,
            Map<String, Double> validation,
            Map<String, List<Integer>> meanings,
            Reliability reliability,
            Double latency,
            Worth worth) {
        /** The scores alone. */
        public Measured(
                Map<String, Double> test,
                Map<String, Map<String, Double>> seams,
                Map<String, Double> validation,
                Map<String, List<Integer>> meanings) {
            this(test, seams, validation, meanings, null, null, null);
        }
    }

    /** What a member did: its phases, or its own members'. */
    public record MemberReport(List<PhaseReport> phases, List<MemberReport> members) {}
}
