package dev.regimen.task;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.metric.Answers;
import dev.regimen.objective.Reading;
import dev.regimen.torch.TensorData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Examples and what a predictor says about them, for showing: the first few of the test, or new ones. */
public final class Samples {
    private static final int COUNT = 8;

    private Samples() {}

    /** Every field of the sample examples. */
    public static Map<String, SampleValues> inputs(Task task) {
        try (PointerScope scope = new PointerScope()) {
            return values(batch(task).values());
        }
    }

    /**
     * The predictions for them, by module: probabilities of classes, values, or of pixels the most probable class (-1
     * where none is), as the probabilities of all would be very many. Of strings the classes that are read, and -1
     * after their end.
     */
    public static Map<String, SampleValues> predictions(Predictor predictor, Task task) {
        try (PointerScope scope = new PointerScope()) {
            return predictions(predictor, task, batch(task));
        }
    }

    /**
     * Something else about them.
     *
     * @param compute tensors {@code [examples, …]} by name, in a scope around it
     */
    public static Map<String, SampleValues> computed(Task task, Function<Batch, Map<String, Tensor>> compute) {
        try (PointerScope scope = new PointerScope()) {
            return values(compute.apply(batch(task)));
        }
    }

    /** The same for all of these examples. */
    public static Map<String, SampleValues> predictions(Predictor predictor, Task task, Dataset data) {
        return Evaluation.fold(data, new LinkedHashMap<>(), (all, batch) -> {
            predictions(predictor, task, batch)
                    .forEach((module, values) -> all.merge(module, values, SampleValues::followedBy));
            return all;
        });
    }

    private static Map<String, SampleValues> predictions(Predictor predictor, Task task, Batch batch) {
        Predictions said = predictor.predict(batch);
        Map<String, Tensor> predictions = new LinkedHashMap<>();
        task.heads().stream().filter(head -> predictor.says(head.of())).forEach(head -> {
            Tensor own = said.of(head.of());
            predictions.put(
                    head.of(),
                    head.reading()
                            .map(reading -> read(reading, own))
                            .orElseGet(() -> task.target(head).isMap() ? mostProbable(own) : own));
        });
        return values(predictions);
    }

    /** {@code [batch, …]} to {@code [batch, most]}; NaN where a prediction is not finite. */
    private static Tensor read(Reading reading, Tensor prediction) {
        Tensor unknown = prediction.isfinite().logical_not().flatten(1, -1).any(1, true);
        return reading.strings(prediction).to(ScalarType.Float).masked_fill(unknown, new Scalar(Double.NaN));
    }

    /** {@code […, classes]} to {@code […]}; negative where none is named, NaN where a probability is not finite. */
    private static Tensor mostProbable(Tensor probabilities) {
        Tensor unknown = probabilities.isfinite().logical_not().any(-1, false);
        return Answers.of(probabilities).to(ScalarType.Float).masked_fill(unknown, new Scalar(Double.NaN));
    }

    private static Batch batch(Task task) {
        return task.examples().test().slice(0, (int)
                Math.min(COUNT, task.examples().test().size()));
    }

    private static Map<String, SampleValues> values(Map<String, Tensor> tensors) {
        Map<String, SampleValues> values = new LinkedHashMap<>();
        tensors.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> {
            Tensor tensor = entry.getValue();
            List<Float> numbers = new ArrayList<>();
            for (float number : TensorData.toFloats(tensor)) {
                numbers.add(number);
            }
            values.put(
                    entry.getKey(),
                    new SampleValues(LongStream.of(tensor.shape()).boxed().toList(), numbers));
        });
        return values;
    }
}
