package dev.regimen.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.data.Batch;
import dev.regimen.metric.Accuracy;
import dev.regimen.metric.CalibrationError;
import dev.regimen.metric.MacroF1;
import dev.regimen.metric.NegativeLogLikelihood;
import dev.regimen.metric.TopAccuracy;
import dev.regimen.torch.TensorData;
import dev.regimen.training.TinySystem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationTest {
    /** The most probable class of a row of NaNs would be the first, and be right about as often as that occurs. */
    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void onePredictionThatIsNotFiniteLeavesNoMetricOfItsHeadANumber(float broken) {
        Task tiny = TinySystem.task();
        try (Examples examples = tiny.examples()) {
            Task task = new Task(
                    examples,
                    tiny.objective(),
                    tiny.seams(),
                    List.of(
                            new Accuracy(),
                            new MacroF1(),
                            new TopAccuracy(1),
                            new NegativeLogLikelihood(),
                            new CalibrationError(null)));
            Scores scores = Evaluation.scores(new Constant(broken), task, examples.validation());
            assertThat(scores.metrics()).hasSize(5).allSatisfy((name, value) -> assertThat(value)
                    .isNaN());
            assertThat(scores.seams().get("reader")).hasSize(5).allSatisfy((name, value) -> assertThat(value)
                    .isFinite());
        }
    }

    /** Always says the same, but one thing else about the judge's first example. */
    private record Constant(float exception) implements Predictor {
        @Override
        public Predictions predict(Batch batch) {
            float[] judge = new float[2 * batch.size()];
            Arrays.fill(judge, 0.5f);
            judge[0] = exception;
            Tensor reader = TensorData.floats(new float[4 * batch.size()], batch.size(), 4);
            return new Predictions(Map.of("judge", TensorData.floats(judge, batch.size(), 2), "reader", reader));
        }

        @Override
        public void close() {}
    }
}
