package dev.regimen.study.finding;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import dev.regimen.comparison.SeedResult;
import dev.regimen.study.CellResult;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.Point;
import java.util.List;

/**
 * The examples that one training took to reach the target.
 *
 * @param examples if it did not reach it, those that it had, and of one that diverged those that it would have had: it
 *     would have taken more, nobody knows how many
 */
public record Cost(long examples, boolean reached) {
    /** Of all phases together, for every seed of a contender; none if the cell does not have it. */
    public static List<Cost> whole(CellResult cell, String contender) {
        return seeds(cell, contender).stream()
                .map(seed -> seed.succeeded()
                        ? new Cost(seed.toTarget().examples(), true)
                        : new Cost(had(cell, seed.stop(), seed.examples()), false))
                .toList();
    }

    /**
     * Of the phase in which a control trains its module alone, for every seed that counts, see {@link Reached}: what
     * the others took before was spent on them.
     */
    public static List<Cost> alone(CellResult cell, String control) {
        return Reached.of(cell, control).seeds().stream()
                .map(seed -> alone(cell, seed))
                .toList();
    }

    private static Cost alone(CellResult cell, SeedResult seed) {
        PhaseReport phase = seed.phases().stream()
                .filter(each -> !each.fresh().isEmpty())
                .reduce((first, last) -> last)
                .orElseThrow(() -> new IllegalArgumentException("no phase of the control drew its module anew"));
        return phase.curve().stream()
                .filter(point -> reached(cell, point))
                .findFirst()
                .map(point -> new Cost(point.spent().examples(), true))
                .orElseGet(() -> new Cost(had(cell, phase.stop(), phase.spent().examples()), false));
    }

    /**
     * To diverge soon is not cheap: the whole budget, which is also that of a phase in which a control trains alone.
     */
    private static long had(CellResult cell, StopReason stop, long examples) {
        Budget budget = cell.comparison().budget();
        return stop == StopReason.DIVERGED && budget.unit() == Budget.Unit.EXAMPLES
                ? Math.max(examples, Math.round(budget.amount()))
                : examples;
    }

    private static boolean reached(CellResult cell, Point point) {
        Double value = point.validation().metrics().get(cell.comparison().metric());
        return value != null && cell.comparison().reaches(value);
    }

    private static List<SeedResult> seeds(CellResult cell, String contender) {
        return cell.contender(contender).map(found -> found.seeds()).orElse(List.of());
    }

    /** For logarithms: a target that was reached before the first step cost as good as nothing. */
    public double logarithm() {
        return Math.log((double) Math.max(1, examples));
    }
}
