package dev.regimen.ensemble;

import dev.regimen.task.SampleValues;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an ensemble is worth: measured on the test examples by the metrics of the final prediction.
 *
 * @param members what each member scores alone, in order
 * @param best the index of the member that does best on the validation examples by the metric to choose by: the one to
 *     use in place of the ensemble
 * @param grown what the first so many members score together, from one to all of them
 * @param diversity how differently two members predict, the mean over all pairs; see {@link Diversity}; empty with a
 *     single member
 * @param dissent how far members differ about the sample examples, by module: the part of them, from 0 to 1, that say
 *     another class than the ensemble, or the standard deviation of their values; empty except for the first seed
 */
public record Worth(
        List<Map<String, Double>> members,
        int best,
        List<Grown> grown,
        Map<String, Double> diversity,
        Map<String, SampleValues> dissent) {
    /** Measures of diversity from 0 to 1. */
    public static final Set<String> PARTS = Set.of(Diversity.DISAGREEMENT, Diversity.DOUBLE_FAULT);

    /** Those from -1 to 1. */
    public static final Set<String> CORRELATIONS = Set.of(Diversity.KAPPA, Diversity.ERROR_CORRELATION);

    public Worth {
        members = List.copyOf(members);
        grown = List.copyOf(grown);
    }

    /**
     * The ensemble of the first members.
     *
     * @param members how many
     * @param metrics by name
     */
    public record Grown(int members, Map<String, Double> metrics) {}
}
