package dev.regimen.study.builtin;

import dev.regimen.comparison.Estimate;
import dev.regimen.study.CellResult;
import dev.regimen.study.finding.Lines;
import java.util.Locale;
import java.util.Optional;

/**
 * How much higher one contender's accuracy is than another's, seed by seed.
 *
 * @param difference of fractions, with its 95 % t interval
 */
record Lead(Estimate difference) {
    private static final double POINTS = 100;

    /** Of a cell that has both. */
    static Optional<Lead> of(CellResult cell, String first, String second) {
        return cell.comparison().pairs().stream()
                .filter(pair -> (pair.better().equals(first) && pair.worse().equals(second))
                        || (pair.better().equals(second) && pair.worse().equals(first)))
                .map(pair -> new Lead(
                        pair.better().equals(first)
                                ? pair.difference()
                                : pair.difference().negated()))
                .findFirst();
    }

    /** Whether it is certainly more than this; never with fewer than two seeds. */
    boolean above(double least) {
        return difference.low() != null && difference.low() > least;
    }

    /** Whether it is certainly less than this; never with fewer than two seeds. */
    boolean below(double most) {
        return difference.high() != null && difference.high() < most;
    }

    /** In percentage points. */
    Lines.Point at(String label) {
        return Lines.Point.at(label, POINTS * difference.mean(), points(difference.low()), points(difference.high()));
    }

    private static Double points(Double fraction) {
        return fraction == null ? null : POINTS * fraction;
    }

    /** As {@code +1.32 points [+0.90, +1.74]}. */
    String words() {
        String interval = difference.low() == null
                ? ""
                : String.format(Locale.ROOT, " [%+.2f, %+.2f]", POINTS * difference.low(), POINTS * difference.high());
        return String.format(Locale.ROOT, "%+.2f points", POINTS * difference.mean()) + interval;
    }
}
