package dev.regimen.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.net.ConvStack;
import dev.regimen.objective.Head;
import dev.regimen.objective.MeanSquaredError;
import dev.regimen.task.ClassificationSettings;
import dev.regimen.task.Evaluation;
import dev.regimen.task.Examples;
import dev.regimen.task.ModelPredictor;
import dev.regimen.task.Predictions;
import dev.regimen.task.Predictor;
import dev.regimen.task.Task;
import dev.regimen.torch.TensorData;
import dev.regimen.training.TinySystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What members say of examples that come again is predicted once. */
class MemberPredictionsTest {
    private static final long NO_ROOM = 0;
    private static final long ROOM = 1 << 20;

    private static Task task;

    @BeforeAll
    static void open() {
        task = TinySystem.task();
    }

    @AfterAll
    static void close() {
        task.examples().close();
    }

    /** Says another thing at each call, and counts the examples of data sets that it was asked about. */
    private static final class Fickle implements Predictor {
        private long asked;
        private float said;
        private boolean closed;

        @Override
        public Predictions predict(Batch batch) {
            asked += batch.picked().isEmpty() ? 0 : batch.size();
            said += 1e-3f;
            float[] all = new float[batch.size() * 2];
            for (int i = 0; i < all.length; i++) {
                all[i] = i % 2 == 0 ? said : 1 - said;
            }
            return new Predictions(Map.of("judge", TensorData.floats(all, batch.size(), 2)));
        }

        @Override
        public boolean says(String module) {
            return "judge".equals(module);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static List<Fickle> members(int count) {
        return Stream.generate(Fickle::new).limit(count).toList();
    }

    @Test
    void howeverAnEnsembleIsMeasuredEachMemberPredictsEachExampleOnce() {
        List<Fickle> members = members(3);
        long examples =
                task.examples().validation().size() + task.examples().test().size();
        EnsemblePredictor ensemble = new EnsemblePredictor(new ArrayList<>(members), new GreedySelection(null), task);
        Evaluation.scores(ensemble, task, task.examples().validation());
        Evaluation.scores(ensemble, task, task.examples().test());
        assertThat(Evaluation.reliability(ensemble, task, task.examples().test()))
                .isPresent();
        ensemble.worth(true);
        assertThat(members).extracting(member -> member.asked).containsOnly(examples);
        ensemble.close();
        assertThat(members).allMatch(member -> member.closed);
    }

    @Test
    void whatWasSaidOutlivesTheScopeThatItWasSaidIn() {
        Dataset data = task.examples().test();
        MemberPredictions said = new MemberPredictions(new ArrayList<>(members(2)), ROOM);
        List<Double> first = values(said, picked(data, 0, 4));
        assertThat(values(said, picked(data, 0, 4))).isEqualTo(first);
        assertThat(said.members()).allMatch(member -> ((Fickle) member).asked == 4);
        said.close();
    }

    @Test
    void otherExamplesAreOthers() {
        Dataset data = task.examples().test();
        MemberPredictions said = new MemberPredictions(new ArrayList<>(members(1)), ROOM);
        List<Double> first = values(said, picked(data, 0, 4));
        assertThat(values(said, picked(data, 4, 4))).isNotEqualTo(first);
        assertThat(values(said, picked(task.examples().validation(), 0, 4))).isNotEqualTo(first);
        assertThat(values(said, data.slice(0, 4))).as("from nowhere known").isNotEqualTo(first);
        Batch changed = picked(data, 0, 4).with(Map.of("point", TensorData.floats(new float[8], 4, 2)));
        assertThat(values(said, changed)).as("with a value of its own").isNotEqualTo(first);
        assertThat(values(said, picked(data, 0, 4))).isEqualTo(first);
        said.close();
    }

    @Test
    void whatHasNoRoomIsPredictedAgain() {
        Dataset data = task.examples().test();
        MemberPredictions said = new MemberPredictions(new ArrayList<>(members(1)), NO_ROOM);
        List<Double> first = values(said, picked(data, 0, 4));
        assertThat(values(said, picked(data, 0, 4))).isNotEqualTo(first);
        said.close();
    }

    /** What an activation in place gives only borrows a tensor that the scope of the batch frees. */
    @Test
    void whatARealModelSaysIsKeptWhole() {
        ModelSpec spec = ModelSpec.of(ModuleSpec.of(
                "decoder",
                "image",
                new ConvStack(List.of(4, 1), null, null, 1, null, null, null, Optional.empty(), null, null)));
        try (Examples digits = new ClassificationSettings(null, null, null, null, null, null).open(Path.of(""))) {
            Head head = new MeanSquaredError("decoder", "image").heads().get(0);
            Dataset data = digits.validation();
            MemberPredictions kept = new MemberPredictions(models(spec, digits, head), 64 * ROOM);
            MemberPredictions anew = new MemberPredictions(models(spec, digits, head), NO_ROOM);
            for (int pass = 0; pass < 3; pass++) {
                for (int start = 0; start < 200; start += 50) {
                    assertThat(values(kept, "decoder", picked(data, start, 50)))
                            .isEqualTo(values(anew, "decoder", picked(data, start, 50)));
                }
            }
            kept.close();
            anew.close();
        }
    }

    private static List<Predictor> models(ModelSpec spec, Examples examples, Head head) {
        return List.of(
                new ModelPredictor(spec.create(examples.fields(), 1), List.of(head)),
                new ModelPredictor(spec.create(examples.fields(), 2), List.of(head)));
    }

    private static Batch picked(Dataset data, long start, int count) {
        return data.slice(start, count)
                .pickedFrom(data, LongStream.range(start, start + count).toArray());
    }

    private static List<Double> values(MemberPredictions said, Batch batch) {
        return values(said, "judge", batch);
    }

    private static List<Double> values(MemberPredictions said, String module, Batch batch) {
        try (PointerScope scope = new PointerScope()) {
            List<Double> values = new ArrayList<>();
            for (Predictions one : said.of(batch)) {
                Tensor tensor = one.of(module);
                for (double value : TensorData.toDoubles(tensor)) {
                    values.add(value);
                }
            }
            return values;
        }
    }
}
