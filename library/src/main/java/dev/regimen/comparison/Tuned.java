package dev.regimen.comparison;

import dev.regimen.budget.StopReason;
import dev.regimen.metric.Metric;
import dev.regimen.task.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
     * the grid among equals. A rate with which a training diverged is chosen only if all did.
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
            List<List<Double>> values = grid.stream()
                    .map(rate -> new ArrayList<Double>())
                    .map(list -> (List<Double>) list)
                    .toList();
            for (int i = 0; i < results.size(); i++) {
                SeedResult result = results.get(i);
                if (names.get(i).equals(contender.name())) {
                    values.get(grid.indexOf(result.learningRate()))
                            .add(
                                    result.stop() == StopReason.DIVERGED
                                            ? null
                                            : result.metrics().validation().get(key));
                }
            }
            tuned.put(contender.name(), best(grid, values, metric.higherIsBetter()));
        }
        return tuned;
    }

    private static Tuned best(List<Double> grid, List<List<Double>> values, boolean higherIsBetter) {
        int best = 0;
        for (int i = 1; i < grid.size(); i++) {
            if (merit(values.get(i), higherIsBetter) > merit(values.get(best), higherIsBetter)) {
                best = i;
            }
        }
        List<ContenderResult.TuningTrial> trials = new ArrayList<>();
        for (int i = 0; i < grid.size(); i++) {
            trials.add(new ContenderResult.TuningTrial(
                    grid.get(i), java.util.Collections.unmodifiableList(values.get(i)), i == best));
        }
        return new Tuned(grid.get(best), List.copyOf(trials));
    }

    private static double merit(List<Double> values, boolean higherIsBetter) {
        if (values.stream().anyMatch(value -> value == null || value.isNaN())) {
            return Double.NEGATIVE_INFINITY;
        }
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        return higherIsBetter ? mean : -mean;
    }
}
