package dev.regimen.study.finding;

import dev.regimen.comparison.ContenderResult;
import dev.regimen.comparison.Estimate;
import dev.regimen.comparison.SeedResult;
import dev.regimen.comparison.Statistics;
import dev.regimen.study.CellResult;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How many times as many examples one contender needs to reach the target as another, where both surely reach it. A
 * seed that did not get there counts as the budget, which is less than it would have needed.
 *
 * @param ratio the geometric mean over seeds, paired
 * @param low and {@code high}: its 95 % interval, by Student's t on the logarithms; null with fewer than two seeds, or
 *     where all ratios are alike, as costs on a grid of evaluations can be
 * @param bounded how many of the costs are only known to be more than the budget
 */
public record Slowdown(double ratio, Double low, Double high, int bounded) {
    /** Nothing unless the rates with which both reached the target lie above one half. */
    public static Optional<Slowdown> of(CellResult cell, String slower, String faster) {
        if (!learns(cell, slower) || !learns(cell, faster)) {
            return Optional.empty();
        }
        ContenderResult left = cell.contender(slower).orElseThrow();
        ContenderResult right = cell.contender(faster).orElseThrow();
        double budget = cell.comparison().budget().amount();
        double[] logs = IntStream.range(0, left.seeds().size())
                .mapToDouble(i -> Math.log(examples(left.seeds().get(i), budget)
                        / examples(right.seeds().get(i), budget)))
                .toArray();
        int bounded = bounded(left) + bounded(right);
        Estimate mean = Statistics.mean(logs);
        boolean interval = mean.deviation() != null && mean.deviation() > 0;
        return Optional.of(new Slowdown(
                Math.exp(mean.mean()),
                interval ? Math.exp(mean.low()) : null,
                interval ? Math.exp(mean.high()) : null,
                bounded));
    }

    private static boolean learns(CellResult cell, String contender) {
        return Outcome.of(cell, contender).orElse(Outcome.OPEN) == Outcome.LEARNS;
    }

    private static int bounded(ContenderResult contender) {
        return (int)
                contender.seeds().stream().filter(seed -> !seed.succeeded()).count();
    }

    /** A target that was reached before the first step cost as good as nothing, but ratios need something. */
    private static double examples(SeedResult seed, double budget) {
        return seed.succeeded() ? Math.max(1, seed.toTarget().examples()) : budget;
    }

    /** Whether it surely needs more examples. */
    public boolean slower() {
        return low != null && low > 1;
    }

    /** Whether it surely needs fewer. */
    public boolean faster() {
        return high != null && high < 1;
    }

    /** As {@code 3.1 times [2.4, 4.0]}. */
    public String words() {
        String interval = low == null ? "" : String.format(Locale.ROOT, " [%.2g, %.2g]", low, high);
        String censored = bounded == 0 ? "" : ", " + bounded + " of the costs counted as the budget";
        return String.format(Locale.ROOT, "%.2g times", ratio) + interval + censored;
    }
}
