package dev.regimen.study.finding;

import dev.regimen.comparison.Estimate;
import dev.regimen.comparison.Rate;
import dev.regimen.study.CellResult;
import java.util.Optional;

/** What became of one contender in one cell, within its budget. */
public enum Outcome {
    /** The interval of the rate of seeds that reached the target lies above one half. */
    LEARNS,
    /** That interval lies below one half, and the whole interval of the final metric within a tenth of the way. */
    AT_CHANCE,
    /** That interval lies below one half, and the interval of the final metric beyond a tenth of the way. */
    PARTLY,
    /** Anything else: the interval holds one half, that of the metric both, or seeds diverged. */
    OPEN;

    /** The part of the way from chance to the target within which a final metric counts as chance. */
    public static final double NOTHING = 0.1;

    private static final double HALF = 0.5;

    /** Nothing if the cell has no such contender. A control's seeds count if the other modules were trained. */
    public static Optional<Outcome> of(CellResult cell, String contender) {
        Reached reached = Reached.of(cell, contender);
        return cell.contender(contender).map(found -> of(cell, reached));
    }

    private static Outcome of(CellResult cell, Reached reached) {
        if (reached.rate().isEmpty() || reached.metric().isEmpty()) {
            return OPEN;
        }
        Rate rate = reached.rate().get();
        if (rate.low() > HALF) {
            return LEARNS;
        }
        Estimate metric = reached.metric().get();
        if (rate.high() >= HALF || metric.low() == null || Double.isNaN(metric.mean())) {
            return OPEN;
        }
        if (way(cell, metric.high()) < NOTHING) {
            return AT_CHANCE;
        }
        return way(cell, metric.low()) > NOTHING ? PARTLY : OPEN;
    }

    /** How far a value is on the way from chance, 0, to the target, 1. */
    static double way(CellResult cell, double value) {
        double chance = cell.chance();
        return (value - chance) / (cell.comparison().target() - chance);
    }
}
