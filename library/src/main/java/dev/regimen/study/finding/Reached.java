package dev.regimen.study.finding;

import dev.regimen.comparison.Estimate;
import dev.regimen.comparison.Rate;
import dev.regimen.comparison.SeedResult;
import dev.regimen.comparison.Statistics;
import dev.regimen.metric.Metrics;
import dev.regimen.report.Numbers;
import dev.regimen.study.CellResult;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a contender did in a cell: how many seeds reached the target, and the final metric on the test examples. Of a
 * control those seeds count with which the system reached the target before its module was drawn anew: behind modules
 * that did not learn, what another learns says nothing.
 *
 * @param seeds that count
 * @param leftOut seeds of a control behind modules that did not reach the target
 * @param others what the system had reached before a control's module was drawn anew; empty for others
 */
public record Reached(CellResult cell, List<SeedResult> seeds, int leftOut, Optional<Estimate> others) {
    /** What a contender of a cell came to; of a control, with the seeds whose other modules had reached the target. */
    public static Reached of(CellResult cell, String contender) {
        List<SeedResult> all =
                cell.contender(contender).map(found -> found.seeds()).orElse(List.of());
        if (!contender.startsWith(Arms.CONTROL)) {
            return new Reached(cell, all, 0, Optional.empty());
        }
        List<SeedResult> trained = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (SeedResult seed : all) {
            double before = beforeRedraw(seed.phases(), cell.comparison().metric());
            if (cell.comparison().reaches(before)) {
                trained.add(seed);
                values.add(before);
            }
        }
        Optional<Estimate> others = values.isEmpty() ? Optional.empty() : Optional.of(mean(cell, values));
        return new Reached(cell, trained, all.size() - trained.size(), others);
    }

    /** The final metric on the validation examples at the end of a control's pre-training; NaN without one. */
    public static double beforeRedraw(List<PhaseReport> phases, String metric) {
        double last = Double.NaN;
        for (PhaseReport phase : phases) {
            if (!phase.fresh().isEmpty()) {
                return last;
            }
            List<Point> curve = phase.curve();
            last = curve.isEmpty()
                    ? last
                    : curve.get(curve.size() - 1).validation().metrics().getOrDefault(metric, Double.NaN);
        }
        return Double.NaN;
    }

    /** Of the seeds that count; nothing without one. */
    public Optional<Rate> rate() {
        return seeds.isEmpty()
                ? Optional.empty()
                : Optional.of(Statistics.rate(
                        (int) seeds.stream().filter(SeedResult::succeeded).count(), seeds.size()));
    }

    /** On the test examples; nothing without a seed. */
    public Optional<Estimate> metric() {
        String metric = cell.comparison().metric();
        return seeds.isEmpty()
                ? Optional.empty()
                : Optional.of(mean(
                        cell,
                        seeds.stream()
                                .map(seed -> seed.metrics().test().getOrDefault(metric, Double.NaN))
                                .toList()));
    }

    /** As {@code 4 of 5, 91.2 % [88.0, 94.4], behind others that had reached 95.0 % [94.2, 95.8]}. */
    public String words() {
        String metric = cell.comparison().metric();
        String left = leftOut == 0 ? "" : "; " + leftOut + " left out, the others untrained";
        return rate().map(Rate::words).orElse("no seed")
                + metric().map(found -> ", " + Numbers.estimate(metric, found)).orElse("")
                + others.map(found -> ", behind others that had reached " + Numbers.estimate(metric, found))
                        .orElse("")
                + left;
    }

    private static Estimate mean(CellResult cell, List<Double> values) {
        Estimate mean =
                Statistics.mean(values.stream().mapToDouble(Double::doubleValue).toArray());
        return Metrics.isFraction(cell.comparison().metric()) ? mean.within(0, 1) : mean;
    }
}
