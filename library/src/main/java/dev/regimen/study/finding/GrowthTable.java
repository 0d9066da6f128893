package dev.regimen.study.finding;

import dev.regimen.study.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table of how costs grow. */
public final class GrowthTable {
    private static final String NONE = "–";

    private GrowthTable() {}

    /** One row for each fit of each contender. */
    public static Table of(List<Growth> growths) {
        List<List<String>> rows = new ArrayList<>();
        for (Growth growth : growths) {
            if (growth.fits().isEmpty()) {
                rows.add(List.of(
                        growth.contender(),
                        lengths(growth.lengths()),
                        lengths(growth.censored()),
                        "cannot be fitted",
                        NONE,
                        NONE,
                        NONE));
            }
            for (GrowthFit fit : growth.fits()) {
                rows.add(List.of(
                        growth.contender(),
                        lengths(growth.lengths()),
                        lengths(growth.censored()),
                        fit.law().words(),
                        fit.law().meaning(),
                        String.format(Locale.ROOT, "%.2f [%.2f, %.2f]", fit.growth(), fit.low(), fit.high()),
                        worse(growth, fit)));
            }
        }
        return new Table(
                "How the cost grows with the number of modules",
                "Laws fitted by least squares to the mean logarithms of the examples to the target, one mean for each length:"
                        + " linear, a (1 + b (n - m)); polynomial, a (n / m)^b; exponential, a e^(b (n - m)), where m is the"
                        + " least n. b with its 95 % interval by Student's t. With " + GrowthFit.FEWEST_TO_COMPARE
                        + " lengths or more the best is first, and AICc tells how far it leads: under 2 is as good; fewer are"
                        + " too few to tell laws apart, and with fewer than " + GrowthFit.FEWEST + " nothing is fitted."
                        + " Lengths at which some seed did not reach the target are left out whole. They cost more than is"
                        + " known: without long ones growth is understated, without short ones it may be overstated.",
                List.of("contender", "fitted to n", "left out", "law", "b", "value", "AICc above the best"),
                rows);
    }

    /** Infinities of exact fits have no difference. */
    private static String worse(Growth growth, GrowthFit fit) {
        if (!growth.tellsLawsApart()) {
            return "too few lengths";
        }
        double best = growth.fits().get(0).criterion();
        return fit.criterion() == best ? "0.0" : String.format(Locale.ROOT, "%.1f", fit.criterion() - best);
    }

    private static String lengths(List<Integer> lengths) {
        return lengths.isEmpty() ? NONE : lengths.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
