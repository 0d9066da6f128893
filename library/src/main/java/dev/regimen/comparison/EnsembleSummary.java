package dev.regimen.comparison;

import dev.regimen.ensemble.Worth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What an ensemble is worth, over the seeds whose training did not fail; see {@link Worth}. Differences are taken seed
 * by seed.
 *
 * @param grown what the first so many members score together
 * @param overBest the ensemble less its best member, chosen on the validation examples, by metric
 * @param overMean the ensemble less the mean of its members' scores, by metric
 * @param diversity by measure
 */
public record EnsembleSummary(
        List<Grown> grown,
        Map<String, Estimate> overBest,
        Map<String, Estimate> overMean,
        Map<String, Estimate> diversity) {
    /** The ensembles of the first members. */
    public record Grown(int members, Map<String, Estimate> metrics) {}

    /** How many members it has. */
    public int members() {
        return grown.get(grown.size() - 1).members();
    }

    /**
     * @param elsewhere whether it is one finished system, of which there are no intervals
     * @return null if no seed has trained an ensemble to the end
     */
    static EnsembleSummary of(List<SeedResult> seeds, boolean elsewhere) {
        List<Worth> worths = seeds.stream()
                .map(seed -> seed.metrics().worth())
                .filter(worth -> worth != null)
                .toList();
        if (worths.isEmpty()) {
            return null;
        }
        Worth first = worths.get(0);
        List<Grown> grown = IntStream.range(0, first.grown().size())
                .mapToObj(size -> grown(size, worths))
                .toList();
        Iterable<String> metrics = first.members().get(0).keySet();
        EnsembleSummary summary = new EnsembleSummary(
                grown,
                estimates(
                        metrics,
                        worths,
                        (worth, metric) -> all(worth, metric)
                                - worth.members().get(worth.best()).get(metric)),
                estimates(
                        metrics,
                        worths,
                        (worth, metric) -> all(worth, metric)
                                - worth.members().stream()
                                        .mapToDouble(member -> member.get(metric))
                                        .average()
                                        .orElseThrow()),
                within(estimates(first.diversity().keySet(), worths, (worth, measure) -> worth.diversity()
                        .get(measure))));
        return elsewhere ? summary.withoutIntervals() : summary;
    }

    private EnsembleSummary withoutIntervals() {
        return new EnsembleSummary(
                grown.stream()
                        .map(size -> new Grown(size.members(), withoutIntervals(size.metrics())))
                        .toList(),
                withoutIntervals(overBest),
                withoutIntervals(overMean),
                withoutIntervals(diversity));
    }

    private static Map<String, Estimate> withoutIntervals(Map<String, Estimate> estimates) {
        Map<String, Estimate> without = new LinkedHashMap<>();
        estimates.forEach((name, estimate) -> without.put(name, estimate.withoutInterval()));
        return without;
    }

    private static Grown grown(int size, List<Worth> worths) {
        Worth.Grown first = worths.get(0).grown().get(size);
        return new Grown(
                first.members(), within(estimates(first.metrics().keySet(), worths, (worth, metric) -> worth.grown()
                        .get(size)
                        .metrics()
                        .get(metric))));
    }

    /** What all members score together. */
    private static double all(Worth worth, String metric) {
        return worth.grown().get(worth.grown().size() - 1).metrics().get(metric);
    }

    private interface Value {
        double of(Worth worth, String name);
    }

    private static Map<String, Estimate> estimates(Iterable<String> names, List<Worth> worths, Value value) {
        Map<String, Estimate> estimates = new LinkedHashMap<>();
        for (String name : names) {
            ToDoubleFunction<Worth> own = worth -> value.of(worth, name);
            estimates.put(name, Statistics.mean(worths.stream().mapToDouble(own).toArray()));
        }
        return estimates;
    }

    /** Intervals of what lies within bounds are cut off there. */
    private static Map<String, Estimate> within(Map<String, Estimate> estimates) {
        Map<String, Estimate> cut = new LinkedHashMap<>();
        estimates.forEach((name, estimate) -> {
            if (Worth.PARTS.contains(name)) {
                cut.put(name, estimate.within(0, 1));
            } else {
                cut.put(
                        name,
                        Worth.CORRELATIONS.contains(name) ? estimate.within(-1, 1) : estimate.withinBoundsOf(name));
            }
        });
        return cut;
    }
}
