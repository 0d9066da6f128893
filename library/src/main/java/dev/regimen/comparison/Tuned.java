package dev.regimen.comparison;

import dev.regimen.budget.StopReason;
import dev.regimen.metric.Metric;
import dev.regimen.task.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What tuning chose for a contender.
 *
 * @param learningRate the best of the grid; null if there was no tuning
 * @param trials all that was tried
 */
record Tuned(Double learningRate, List<ContenderResult.TuningTrial> trials) {
    static final Tuned NOTHING = new Tuned(null, List.of());

    /**
     * Chooses each contender's learning rate: the best mean of the primary metric over the tuning seeds, the first in
     * the grid among equals. A rate with which a training diverged is chosen only if all did. Where trainings end at
     * the target, that metric is all but the same for all rates that get there: then the rate counts with which most
     * seeds reached it, and of those with which all did, the one that took the fewest examples.
     *
     * @param names the contender of each result
     */
    static Map<String, Tuned> choose(ComparisonPlan plan, List<String> names, List<SeedResult> results) {
        Task task = plan.tasks().apply(plan.protocol().seeds().get(0));
        Metric metric = task.primaryMetric();
        String key = task.metricName(task.finalHead(), metric);
        List<Double> grid = plan.protocol().tuning().orElseThrow().learningRates();
        Map<String, Tuned> tuned = new HashMap<>();
        for (Contender contender : plan.contenders()) {
            List<Trial> trials = grid.stream()
                    .map(rate -> new Trial(
                            rate,
                            IntStream.range(0, results.size())
                                    .filter(i -> names.get(i).equals(contender.name()))
                                    .mapToObj(results::get)
                                    .filter(result -> result.learningRate().equals(rate))
                                    .toList(),
                            key))
                    .toList();
            boolean stops = plan.settings().stopAt() != null;
            tuned.put(contender.name(), best(trials, stops, metric));
        }
        return tuned;
    }

    private static Tuned best(List<Trial> trials, boolean stops, Metric metric) {
        Comparator<Trial> order = Comparator.comparing(Trial::finite);
        if (stops) {
            order = order.thenComparing(Trial::reached).thenComparingDouble(trial -> -trial.examples());
        }
        order = order.thenComparingDouble(trial -> metric.merit(trial.mean()));
        Trial best = trials.get(0);
        for (Trial trial : trials) {
            best = order.compare(trial, best) > 0 ? trial : best;
        }
        List<ContenderResult.TuningTrial> told = new ArrayList<>();
        for (Trial trial : trials) {
            told.add(new ContenderResult.TuningTrial(trial.rate(), trial.values(), trial.equals(best)));
        }
        return new Tuned(best.rate(), List.copyOf(told));
    }

    /** What was tried with one rate. */
    private record Trial(double rate, List<SeedResult> seeds, String metric) {
        /** The metric by seed; null where it diverged. */
        List<Double> values() {
            List<Double> values = new ArrayList<>();
            seeds.forEach(seed -> values.add(
                    seed.stop() == StopReason.DIVERGED
                            ? null
                            : seed.metrics().validation().get(metric)));
            return Collections.unmodifiableList(values);
        }

        boolean finite() {
            return values().stream().noneMatch(value -> value == null || value.isNaN());
        }

        long reached() {
            return seeds.stream()
                    .filter(seed -> seed.toTarget() != null && seed.toTarget().reached())
                    .count();
        }

        /** To the target in the mean, if all got there; otherwise 0, which compares with nothing. */
        double examples() {
            return reached() < seeds.size()
                    ? 0
                    : seeds.stream()
                            .mapToLong(seed -> seed.toTarget().examples())
                            .average()
                            .orElse(0);
        }

        double mean() {
            return finite()
                    ? values().stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElse(Double.NEGATIVE_INFINITY)
                    : 0;
        }
    }
}
