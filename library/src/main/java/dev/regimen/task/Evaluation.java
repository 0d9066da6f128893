package dev.regimen.task;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.metric.Metric;
import dev.regimen.objective.Head;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Measures predictors on data sets, batch by batch. Draws no random numbers. */
public final class Evaluation {
    private static final int BATCH = 500;

    private Evaluation() {}

    /** All metrics of all heads on these data. */
    public static Scores scores(Predictor predictor, Task task, Dataset data) {
        Map<Head, Map<Metric, double[]>> sums = new HashMap<>();
        List<Head> heads = task.heads();
        for (long start = 0; start < data.size(); start += BATCH) {
            try (PointerScope scope = new PointerScope()) {
                Batch batch = data.slice(start, (int) Math.min(BATCH, data.size() - start));
                Predictions predictions = predictor.predict(batch);
                heads.forEach(head -> observe(task, head, predictions, batch, sums));
            }
        }
        return gather(task, head -> values(task.metricsFor(head), sums.get(head)));
    }

    /** What the best constant prediction scores on these data. */
    public static Scores chance(Task task, Dataset data) {
        return gather(task, head -> {
            Map<String, Double> values = new LinkedHashMap<>();
            try (PointerScope scope = new PointerScope()) {
                Tensor column = data.column(head.target());
                Tensor target = counted(head, column, column);
                task.metricsFor(head)
                        .forEach(metric -> values.put(metric.name(), metric.chance(target, task.target(head))));
            }
            return values;
        });
    }

    private static void observe(
            Task task, Head head, Predictions predictions, Batch batch, Map<Head, Map<Metric, double[]>> sums) {
        Tensor target = batch.value(head.target());
        Tensor counted = counted(head, target, target);
        Tensor prediction = counted(head, predictions.of(head.of()), target);
        for (Metric metric : task.metricsFor(head)) {
            double[] observed = metric.observe(prediction, counted);
            sums.computeIfAbsent(head, key -> new HashMap<>()).merge(metric, observed, Evaluation::add);
        }
    }

    /** Those of the values whose target counts: all of them, or the rows {@code [targets that count, …]}. */
    private static Tensor counted(Head head, Tensor values, Tensor target) {
        if (head.ignored().isEmpty()) {
            return values;
        }
        Tensor counts = target.ne(new Scalar(head.ignored().getAsLong()))
                .reshape(-1)
                .nonzero()
                .reshape(-1);
        return values.flatten(0, target.dim() - 1).index_select(0, counts);
    }

    private static Map<String, Double> values(List<Metric> metrics, Map<Metric, double[]> sums) {
        Map<String, Double> values = new LinkedHashMap<>();
        metrics.forEach(metric -> values.put(metric.name(), metric.value(sums.get(metric))));
        return values;
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

    private static double[] add(double[] left, double[] right) {
        double[] sum = left.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += right[i];
        }
        return sum;
    }
}
