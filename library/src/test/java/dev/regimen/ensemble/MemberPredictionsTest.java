package dev.regimen.ensemble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.task.Evaluation;
import dev.regimen.task.Predictions;
import dev.regimen.task.Predictor;
import dev.regimen.task.Task;
import dev.regimen.torch.TensorData;
import dev.regimen.training.TinySystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    private static Batch picked(Dataset data, long start, int count) {
        return data.slice(start, count)
                .pickedFrom(data, LongStream.range(start, start + count).toArray());
    }

    private static List<Double> values(MemberPredictions said, Batch batch) {
        try (PointerScope scope = new PointerScope()) {
            List<Double> values = new ArrayList<>();
            for (Predictions one : said.of(batch)) {
                Tensor tensor = one.of("judge");
                for (double value : TensorData.toDoubles(tensor)) {
                    values.add(value);
                }
            }
            return values;
        }
    }
}
