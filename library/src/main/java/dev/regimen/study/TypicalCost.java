package dev.regimen.study;

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
 * @param low and {@code high}: the 95 % interval by Student's t on the logarithms; null with fewer than two seeds, or
 *     if one did not reach it
 * @param bound whether one did not reach it
 */
record TypicalCost(double examples, Double low, Double high, boolean bound) {
    /** Nothing of no seeds. */
    static Optional<TypicalCost> of(List<Cost> costs) {
        if (costs.isEmpty()) {
            return Optional.empty();
        }
        Estimate mean =
                Statistics.mean(costs.stream().mapToDouble(Cost::logarithm).toArray());
        boolean bound = !costs.stream().allMatch(Cost::reached);
        boolean interval = mean.low() != null && !bound;
        return Optional.of(new TypicalCost(
                Math.exp(mean.mean()),
                interval ? Math.exp(mean.low()) : null,
                interval ? Math.exp(mean.high()) : null,
                bound));
    }

    Lines.Point at(double x) {
        Lines.Point point = Lines.Point.at(x, examples, low, high);
        return bound ? point.atLeast() : point;
    }

    /** As {@code 48,000 [41,000, 56,000]} or {@code > 240,000}. */
    String words() {
        if (bound) {
            return "> " + Numbers.count(examples);
        }
        return Numbers.count(examples)
                + (low == null ? "" : " [" + Numbers.count(low) + ", " + Numbers.count(high) + "]");
    }
}
