package dev.regimen.task;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.metric.Confusion;
import dev.regimen.metric.Metric;
import dev.regimen.objective.Head;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** Measures predictors on data sets, batch by batch. Draws no random numbers. */
public final class Evaluation {
    private static final int MOST = 500;
    private static final int FEWEST = 32;

    /** What layers make of more numbers than these at once falls out of a processor's cache. */
    private static final long NUMBERS = 250_000;

    private Evaluation() {}

    /**
     * All metrics of all heads on these data; those of a head are NaN if any of its predictions is not finite, or the
     * predictor says nothing about it.
     */
    public static Scores scores(Predictor predictor, Task task, Dataset data) {
        Map<Head, Tally> tallies = new HashMap<>();
        List<Head> heads = task.heads();
        int size = batchSize(data);
        for (long start = 0; start < data.size(); start += size) {
            try (PointerScope scope = new PointerScope()) {
                Batch batch = data.slice(start, (int) Math.min(size, data.size() - start));
                Predictions predictions = predictor.predict(batch);
                heads.forEach(head -> tallies.computeIfAbsent(
                                head, key -> new Tally(task.metricsFor(key), predictor.says(key.of())))
                        .observe(head, predictions, batch));
            }
        }
        return gather(task, head -> tallies.get(head).values());
    }

    /**
     * How often one head's predictions on these data say which class for which.
     *
     * @param head whose target is of classes
     */
    public static Confusion confusion(Predictor predictor, Task task, Head head, Dataset data) {
        Confusion confusion = Confusion.none(task.target(head).classes().size());
        int size = batchSize(data);
        for (long start = 0; start < data.size(); start += size) {
            try (PointerScope scope = new PointerScope()) {
                Batch batch = data.slice(start, (int) Math.min(size, data.size() - start));
                Tensor target = batch.value(head.target());
                Tensor prediction = predictor.predict(batch).of(head.of());
                confusion =
                        confusion.plus(Labelled.only(head, prediction, target), Labelled.only(head, target, target));
            }
        }
        return confusion;
    }

    /** How many of such examples to look at together, so that what layers make of them does not need much memory. */
    public static int batchSize(Dataset data) {
        long numbers = data.fields().values().stream()
                .mapToLong(field -> field.shape().elements())
                .sum();
        return (int) Math.max(FEWEST, Math.min(MOST, NUMBERS / Math.max(1, numbers)));
    }

    /** What the best constant prediction scores on these data. */
    public static Scores chance(Task task, Dataset data) {
        return gather(task, head -> {
            Map<String, Double> values = new LinkedHashMap<>();
            try (PointerScope scope = new PointerScope()) {
                Tensor column = data.column(head.target());
                Tensor target = Labelled.only(head, column, column);
                task.metricsFor(head)
                        .forEach(metric -> values.put(
                                metric.name(),
                                metric.chance(
                                        metric.ofStrings() ? Labelled.inPlace(head, column) : target,
                                        task.target(head))));
            }
            return values;
        });
    }

    private static Scores gather(Task task, java.util.function.Function<Head, Map<String, Double>> measure) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        List<Head> finals = task.objective().heads();
        finals.forEach(head -> measure.apply(head)
                .forEach((name, value) -> metrics.put(finals.size() == 1 ? name : head.of() + "." + name, value)));
        Map<String, Map<String, Double>> seams = new LinkedHashMap<>();
        task.seams().forEach((module, head) -> seams.put(module, measure.apply(head)));
        return new Scores(metrics, seams);
    }

    /** What one head's predictions come to so far. */
    private static final class Tally {
        private final Map<Metric, double[]> sums = new LinkedHashMap<>();
        private final List<Metric> metrics;
        /** To a metric of classes, a row of NaNs would be a prediction like others: of the first class. */
        private boolean finite;

        /** @param said whether there are predictions at all */
        Tally(List<Metric> metrics, boolean said) {
            this.metrics = metrics;
            this.finite = said;
        }

        void observe(Head head, Predictions predictions, Batch batch) {
            if (!finite) {
                return; // there will be no result, and not all metrics can count what is not a number
            }
            Tensor target = batch.value(head.target());
            Tensor counted = Labelled.only(head, target, target);
            Tensor whole = predictions.of(head.of());
            Tensor prediction = Labelled.only(head, whole, target);
            finite = prediction.isfinite().all().item_bool();
            if (!finite) {
                return;
            }
            for (Metric metric : metrics) {
                try (PointerScope scope = new PointerScope()) {
                    double[] more;
                    if (metric.ofStrings()) {
                        more = metric.observe(Labelled.read(head, whole, target), Labelled.inPlace(head, target));
                    } else {
                        more = metric.wantsPlaces()
                                ? metric.observe(whole, Labelled.inPlace(head, target))
                                : metric.observe(prediction, counted);
                    }
                    sums.merge(metric, more, Tally::add);
                }
            }
        }

        Map<String, Double> values() {
            Map<String, Double> values = new LinkedHashMap<>();
            metrics.forEach(metric -> values.put(metric.name(), finite ? metric.value(sums.get(metric)) : Double.NaN));
            return values;
        }

        private static double[] add(double[] left, double[] right) {
            double[] sum = left.clone();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += right[i];
            }
            return sum;
        }
    }
}
