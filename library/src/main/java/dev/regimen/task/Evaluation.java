package dev.regimen.task;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.metric.Confusion;
import dev.regimen.metric.Metric;
import dev.regimen.metric.Reliability;
import dev.regimen.objective.Head;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.LongStream;
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
        return scores(batch -> List.of(predictor.predict(batch)), task, data).get(0);
    }

    /**
     * The same of several predictors, which may have a part of their work in common.
     *
     * @param several what each of them says of a batch, always in the same order
     */
    public static List<Scores> scores(Function<Batch, List<Predictions>> several, Task task, Dataset data) {
        List<Map<Head, Tally>> tallies = fold(data, new ArrayList<>(), (sums, batch) -> {
            List<Predictions> each = several.apply(batch);
            for (int i = 0; i < each.size(); i++) {
                if (sums.size() == i) {
                    sums.add(new HashMap<>());
                }
                observe(task, each.get(i), batch, sums.get(i));
            }
            return sums;
        });
        return tallies.stream()
                .map(own -> gather(task, head -> own.get(head).values()))
                .toList();
    }

    private static void observe(Task task, Predictions predictions, Batch batch, Map<Head, Tally> tallies) {
        task.heads().forEach(head -> tallies.computeIfAbsent(head, key -> new Tally(task.metricsFor(key)))
                .observe(head, predictions, batch));
    }

    /**
     * How often one head's predictions on these data say which class for which.
     *
     * @param head whose target is of classes
     */
    public static Confusion confusion(Predictor predictor, Task task, Head head, Dataset data) {
        return fold(
                data,
                Confusion.none(task.target(head).classes().size()),
                (confusion, batch) -> confusion.plus(
                        labelled(predictor.predict(batch).of(head.of()), head, batch),
                        labelled(batch.value(head.target()), head, batch)));
    }

    /**
     * How often the final prediction is right, by how probable it says that is.
     *
     * @return nothing if the final target is not of classes, or is read as a whole string
     */
    public static Optional<Reliability> reliability(Predictor predictor, Task task, Dataset data) {
        Head head = task.finalHead();
        return task.target(head).categorical() && head.reading().isEmpty()
                ? Optional.of(fold(
                        data,
                        Reliability.NONE,
                        (reliability, batch) -> reliability.plus(
                                labelled(predictor.predict(batch).of(head.of()), head, batch),
                                labelled(batch.value(head.target()), head, batch))))
                : Optional.empty();
    }

    /** Looks at all examples in their order, as many at once as is fast, each batch in a scope of its own. */
    public static <T> T fold(Dataset data, T none, BiFunction<T, Batch, T> plus) {
        int size = batchSize(data);
        T sum = none;
        for (long start = 0; start < data.size(); start += size) {
            try (PointerScope scope = new PointerScope()) {
                Batch batch = data.slice(start, (int) Math.min(size, data.size() - start));
                long[] positions = LongStream.range(start, start + batch.size()).toArray();
                sum = plus.apply(sum, batch.pickedFrom(data, positions));
            }
        }
        return sum;
    }

    private static Tensor labelled(Tensor values, Head head, Batch batch) {
        return Labelled.only(head, values, batch.value(head.target()));
    }

    /** How many of such examples to look at together, so that what layers make of them does not need much memory. */
    static int batchSize(Dataset data) {
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

    private static Scores gather(Task task, Function<Head, Map<String, Double>> measure) {
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
        /** To a metric of classes, a row of NaNs would be an example that is not answered. */
        private boolean finite = true;

        Tally(List<Metric> metrics) {
            this.metrics = metrics;
        }

        void observe(Head head, Predictions predictions, Batch batch) {
            finite &= predictions.has(head.of());
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
