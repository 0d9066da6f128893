package dev.regimen.study;

import dev.regimen.comparison.Estimate;
import dev.regimen.comparison.Rate;
import java.util.Optional;

/** What became of one contender in one cell, in words that claims are made of. */
enum Outcome {
    /** The interval of the rate of seeds that reached the target lies above one half. */
    LEARNS,
    /**
     * That interval lies below one half, and the final metric's interval ends within a tenth of the way from chance to
     * the target.
     */
    BREAKS_DOWN,
    /** That interval lies below one half, but something was learned. */
    FAILS,
    /** It holds one half, or numbers are missing. */
    OPEN;

    /** The part of the way from chance to the target within which a final metric counts as chance. */
    static final double NOTHING = 0.1;

    private static final double HALF = 0.5;

    static Optional<Outcome> of(CellResult cell, String contender) {
        return cell.reached(contender).map(rate -> of(cell, rate, cell.metric(contender)));
    }

    private static Outcome of(CellResult cell, Rate rate, Optional<Estimate> metric) {
        if (rate.low() > HALF) {
            return LEARNS;
        }
        if (rate.high() >= HALF) {
            return OPEN;
        }
        return metric.isPresent() && wayToTarget(cell, metric.get()) < NOTHING ? BREAKS_DOWN : FAILS;
    }

    /** How far the upper end of an interval is on the way from chance, 0, to the target, 1; NaN without a number. */
    private static double wayToTarget(CellResult cell, Estimate metric) {
        double best = metric.high() == null ? metric.mean() : metric.high();
        double chance = cell.chance();
        return (best - chance) / (cell.comparison().target() - chance);
    }
}
