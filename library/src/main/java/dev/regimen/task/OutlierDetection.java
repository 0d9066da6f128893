package dev.regimen.task;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.objective.Head;
import dev.regimen.torch.TensorData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.bytedeco.pytorch.Tensor;

/**
 * How well a predictor tells examples like those that it was trained on from others, by how probable it holds its
 * answer: the probability that it is less sure of an outlier than of a test example (the area under the ROC curve;
 * Hendrycks and Gimpel, ICLR 2017). One half is chance.
 */
public final class OutlierDetection {
    /** What it is called among the metrics. */
    public static final String METRIC = "outlier-auroc";

    private static final double CHANCE = 0.5;

    private OutlierDetection() {}

    /**
     * Scores on the test examples, and this beside them if the task has outliers.
     *
     * @param several what each of these predictors says of a batch
     */
    public static List<Scores> with(List<Scores> test, Function<Batch, List<Predictions>> several, Task task) {
        if (!isMeasured(task)) {
            return test;
        }
        Head head = task.finalHead();
        List<double[]> familiar = sureness(several, head, task.examples().test());
        List<double[]> unfamiliar =
                sureness(several, head, task.examples().outliers().get());
        return IntStream.range(0, test.size())
                .mapToObj(i -> with(test.get(i), area(familiar.get(i), unfamiliar.get(i))))
                .toList();
    }

    /** What is reached by chance. */
    public static Scores chance(Scores chance, Task task) {
        return isMeasured(task) ? with(chance, CHANCE) : chance;
    }

    /** Only one class of each example has a probability that says how sure the predictor is. */
    private static boolean isMeasured(Task task) {
        Head head = task.finalHead();
        return task.examples().outliers().isPresent()
                && task.target(head).categorical()
                && task.target(head).shape().rank() == 0
                && head.reading().isEmpty();
    }

    private static Scores with(Scores scores, double value) {
        Map<String, Double> metrics = new LinkedHashMap<>(scores.metrics());
        metrics.put(METRIC, value);
        return new Scores(metrics, scores.seams());
    }

    /** The part of all pairs in which the first is greater, those that are equal counting half. */
    static double area(double[] first, double[] second) {
        boolean known = Arrays.stream(first).allMatch(Double::isFinite)
                && Arrays.stream(second).allMatch(Double::isFinite);
        return known
                ? MannWhitneyUTest.withDefaults().statistic(first, second) / ((double) first.length * second.length)
                : Double.NaN;
    }

    /** By predictor the probability of the most probable class of each example. */
    private static List<double[]> sureness(Function<Batch, List<Predictions>> several, Head head, Dataset data) {
        List<List<double[]>> parts = Evaluation.fold(data, new ArrayList<>(), (all, batch) -> {
            List<Predictions> each = several.apply(batch);
            for (int i = 0; i < each.size(); i++) {
                if (all.size() == i) {
                    all.add(new ArrayList<>());
                }
                Tensor most = each.get(i).of(head.of()).amax(new long[] {-1}, false);
                all.get(i).add(TensorData.toDoubles(most.reshape(-1)));
            }
            return all;
        });
        return parts.stream()
                .map(batches -> batches.stream().flatMapToDouble(Arrays::stream).toArray())
                .toList();
    }
}
