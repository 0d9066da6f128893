package dev.regimen.comparison;

import dev.regimen.budget.Budget;
import dev.regimen.task.SampleValues;
import dev.regimen.task.Scores;
import java.util.List;
import java.util.Map;

/**
 * What a comparison found.
 *
 * @param experiment its name
 * @param metric the primary metric
 * @param higherIsBetter whether more of it is better
 * @param chance what the best constant prediction scores on the test examples
 * @param target a value of the primary metric that counts as success; null for none
 * @param budget of every contender
 * @param seeds of the trainings
 * @param modules the graph: every module with what it reads, in order
 * @param judged the module outputs that are held against targets, the final ones first
 * @param pairs every two contenders, or each with those of reference, as far as both have results
 * @param verdicts one sentence per contender
 * @param samples the inputs and targets of the sample examples, by field
 * @param classes the names of the classes, by field of classes
 */
public record ComparisonResult(
        String experiment,
        String metric,
        boolean higherIsBetter,
        Scores chance,
        Double target,
        Budget budget,
        List<Long> seeds,
        Map<String, List<String>> modules,
        List<Judged> judged,
        List<ContenderResult> contenders,
        List<PairedDifference> pairs,
        Map<String, String> verdicts,
        Map<String, SampleValues> samples,
        Map<String, List<String>> classes) {
    /**
     * A module's output that is held against a target.
     *
     * @param target the field of the examples that it should match
     * @param seam whether this is an objective between modules rather than the final one
     */
    public record Judged(String module, String target, boolean seam) {}

    /** A value of the primary metric, turned so that more is better. */
    public double merit(double value) {
        return higherIsBetter ? value : -value;
    }

    /** Whether a value of the primary metric is as good as the target, of which there is one, or better. */
    public boolean reaches(double value) {
        return merit(value) >= merit(target);
    }
}
