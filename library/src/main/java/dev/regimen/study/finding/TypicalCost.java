package dev.regimen.study.finding;

import dev.regimen.comparison.Estimate;
import dev.regimen.comparison.Statistics;
import dev.regimen.report.Numbers;
import java.util.List;
import java.util.Optional;

/**
 * The geometric mean over seeds of what they took to reach the target.
 *
 * @param examples if some seed did not reach it, the mean with what that one had in its place, which the true one
 *     exceeds
 * @param low the lower end of the 95 % interval by Student's t on the logarithms; null with fewer than two seeds. If
 *     some seed did not reach it, what that one had understates its cost, so that this end holds all the more
 * @param high the upper end; null, too, if one did not reach it
 * @param bound whether one did not reach it
 */
public record TypicalCost(double examples, Double low, Double high, boolean bound) {
    /** Nothing of no seeds. */
    public static Optional<TypicalCost> of(List<Cost> costs) {
        if (costs.isEmpty()) {
            return Optional.empty();
        }
        Estimate mean =
                Statistics.mean(costs.stream().mapToDouble(Cost::logarithm).toArray());
        boolean bound = !costs.stream().allMatch(Cost::reached);
        return Optional.of(new TypicalCost(
                Math.exp(mean.mean()),
                mean.low() == null ? null : Math.exp(mean.low()),
                mean.high() == null || bound ? null : Math.exp(mean.high()),
                bound));
    }

    /** As a point of a figure, at a place on an axis of categories. */
    public Lines.Point at(int place) {
        String label = String.valueOf(place);
        return bound
                ? Lines.Point.at(label, examples, null, null).atLeast()
                : Lines.Point.at(label, examples, low, high);
    }

    /** As {@code 48,000 [41,000, 56,000]} or {@code > 240,000}. */
    public String words() {
        if (bound) {
            return "> " + Numbers.count(examples);
        }
        return Numbers.count(examples)
                + (low == null ? "" : " [" + Numbers.count(low) + ", " + Numbers.count(high) + "]");
    }
}
