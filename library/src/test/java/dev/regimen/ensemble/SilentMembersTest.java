package dev.regimen.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.data.Batch;
import dev.regimen.task.Evaluation;
import dev.regimen.task.Predictions;
import dev.regimen.task.Predictor;
import dev.regimen.task.Samples;
import dev.regimen.task.Scores;
import dev.regimen.task.Task;
import dev.regimen.torch.TensorData;
import dev.regimen.training.TinySystem;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Members that say nothing at a seam, such as those that are no model with that module. */
class SilentMembersTest {
    private static Task task;

    @BeforeAll
    static void open() {
        task = TinySystem.task();
    }

    @AfterAll
    static void close() {
        task.examples().close();
    }

    /** Always says the same, of the modules that it has an answer for. */
    private record Parrot(Map<String, float[]> answers) implements Predictor {
        @Override
        public Predictions predict(Batch batch) {
            Map<String, Tensor> said = new LinkedHashMap<>();
            answers.forEach((module, answer) -> {
                float[] all = new float[batch.size() * answer.length];
                for (int i = 0; i < all.length; i++) {
                    all[i] = answer[i % answer.length];
                }
                said.put(module, TensorData.floats(all, batch.size(), answer.length));
            });
            return new Predictions(said);
        }

        @Override
        public boolean says(String module) {
            return answers.containsKey(module);
        }

        @Override
        public void close() {}
    }

    private static Parrot whole(float first) {
        return new Parrot(
                Map.of("judge", new float[] {first, 1 - first}, "reader", new float[] {0.7f, 0.1f, 0.1f, 0.1f}));
    }

    private static Parrot silent(float first) {
        return new Parrot(Map.of("judge", new float[] {first, 1 - first}));
    }

    private static List<Float> said(Predictor predictor, String module) {
        return Samples.predictions(predictor, task).get(module).row(0);
    }

    @Test
    void aSeamIsWhatThoseSayThatSpeakOfIt() {
        for (CombinerSettings settings : List.of(new Mean(), new Weighted(), new Stacking(null))) {
            EnsemblePredictor ensemble =
                    new EnsemblePredictor(List.of(silent(0.2f), whole(0.6f), silent(0.1f)), settings, task);
            assertThat(ensemble.says("reader")).isTrue();
            assertThat(said(ensemble, "reader")).hasSize(4);
        }
        EnsemblePredictor mean = new EnsemblePredictor(List.of(silent(0.2f), whole(0.6f)), new Mean(), task);
        assertThat(said(mean, "reader")).containsExactly(0.7f, 0.1f, 0.1f, 0.1f);
        assertThat(said(mean, "judge")).containsExactly(0.4f, 0.6f);
    }

    @Test
    void aSeamThatNobodySpeaksOfIsNotMeasured() {
        EnsemblePredictor ensemble =
                new EnsemblePredictor(List.of(silent(0.2f), silent(0.6f)), new Stacking(null), task);
        assertThat(ensemble.says("reader")).isFalse();
        assertThat(Samples.predictions(ensemble, task)).containsOnlyKeys("judge");
        Scores scores = Evaluation.scores(ensemble, task, task.examples().validation());
        assertThat(scores.seams().get("reader").values()).allMatch(value -> value.isNaN());
        assertThat(scores.metrics().values()).noneMatch(value -> value.isNaN());
    }

    @Test
    void whatSpeaksIsMeasuredAsBefore() {
        Scores scores = Evaluation.scores(whole(0.6f), task, task.examples().validation());
        double[] quadrants = TensorData.toDoubles(task.examples().validation().column("quadrant"));
        double first =
                Arrays.stream(quadrants).filter(quadrant -> quadrant == 0).count();
        assertThat(scores.seams().get("reader").get("accuracy")).isEqualTo(first / quadrants.length);
    }
}
