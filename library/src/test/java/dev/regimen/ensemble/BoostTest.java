package dev.regimen.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.metric.Accuracy;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.task.BatchSource;
import dev.regimen.task.Examples;
import dev.regimen.task.Predictions;
import dev.regimen.task.Predictor;
import dev.regimen.task.Sample;
import dev.regimen.task.Task;
import dev.regimen.task.WeightedBootstrap;
import dev.regimen.torch.Natives;
import dev.regimen.torch.TensorData;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Four training examples of three classes, 0 1 2 0, and members whose answers are written down. */
class BoostTest {
    private static final double EXACT = 1e-12;

    @BeforeAll
    static void load() {
        Natives.load();
    }

    @Test
    void whatIsWrongWeighsMoreAndVotesCountByErrors() {
        try (Four examples = new Four(true)) {
            Boost boost = new Boost(task(examples));
            assertThat(weights(boost)).containsExactly(0.25, 0.25, 0.25, 0.25);
            boost.add(new Written(0, 1, 2, 1));
            // error 1/4: log(3) + log(2); the wrong one weighs 6 times as much as the others
            assertThat(boost.votes()).hasSize(1);
            assertThat(boost.votes().get(0)).isEqualTo(Math.log(6), within(EXACT));
            assertThat(weights(boost)[3]).isEqualTo(6 / 9.0, within(EXACT));
            assertThat(weights(boost)[0]).isEqualTo(1 / 9.0, within(EXACT));
            boost.add(new Written(1, 1, 2, 0));
            // the weight of the first is wrong: log(8) + log(2)
            assertThat(boost.votes().get(1)).isEqualTo(Math.log(16), within(EXACT));
        }
    }

    @Test
    void whoIsNoBetterThanChanceHasNoVoteAndAllWeighAlikeAgain() {
        try (Four examples = new Four(true)) {
            Boost boost = new Boost(task(examples));
            boost.add(new Written(0, 1, 2, 1));
            boost.add(new Written(0, 0, 0, 1));
            assertThat(boost.votes().get(1)).isZero();
            assertThat(weights(boost)).containsExactly(0.25, 0.25, 0.25, 0.25);
        }
    }

    @Test
    void whoMakesNoMistakeHasAFiniteVote() {
        try (Four examples = new Four(true)) {
            Boost boost = new Boost(task(examples));
            boost.add(new Written(0, 1, 2, 0));
            assertThat(boost.votes().get(0)).isEqualTo(Math.log(1e10) + Math.log(2), within(1e-9));
            assertThat(weights(boost)).containsExactly(0.25, 0.25, 0.25, 0.25);
        }
    }

    @Test
    void votesAreCountedByWeight() {
        try (PointerScope scope = new PointerScope()) {
            Tensor said = TensorData.floats(new float[] {1, 0, 0, 0, 1, 0, 0, 1, 0}, 3, 1, 3);
            assertThat(winner(new BoostedVote(List.of(3.0, 1.0, 1.0)), said)).isZero();
            assertThat(winner(new BoostedVote(List.of(1.0, 1.0, 1.0)), said)).isEqualTo(1);
            assertThat(winner(new BoostedVote(List.of(0.0, 0.0, 0.0)), said)).isEqualTo(1);
            assertThat(TensorData.toFloats(
                            new BoostedVote(List.of(3.0, 1.0, 1.0)).fit(null).combine(said)))
                    .containsExactly(new float[] {0.6f, 0.4f, 0}, within(2e-4f));
        }
    }

    @Test
    void examplesHaveToBeThereAndOfOneClassEach() {
        try (Four drawn = new Four(false)) {
            assertThatThrownBy(() -> new Boost(task(drawn)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("these are made when they are seen");
        }
    }

    private static long winner(BoostedVote votes, Tensor said) {
        return TensorData.toLongs(votes.fit(null).combine(said).argmax(new LongOptional(-1), false))[0];
    }

    private static double[] weights(Boost boost) {
        return ((WeightedBootstrap) boost.sampling())
                .weights().stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Task task(Examples examples) {
        return new Task(examples, new CrossEntropy("judge", "class"), Map.of(), List.of(new Accuracy()));
    }

    private record Written(long... answers) implements Predictor {
        @Override
        public Predictions predict(Batch batch) {
            long[] said = Arrays.stream(TensorData.toLongs(batch.value("number")))
                    .map(number -> answers[(int) number])
                    .toArray();
            Tensor classes = torch.one_hot(TensorData.longs(said, said.length), 3);
            return new Predictions(Map.of("judge", classes.to(ScalarType.Float)));
        }

        @Override
        public void close() {}
    }

    private static final class Four implements Examples {
        private final boolean there;
        private final Dataset data = new Dataset(
                fields(),
                Map.of(
                        "number", TensorData.longs(new long[] {0, 1, 2, 3}, 4),
                        "class", TensorData.longs(new long[] {0, 1, 2, 0}, 4)));

        Four(boolean there) {
            this.there = there;
        }

        @Override
        public Map<String, Field> fields() {
            return Map.of("number", Field.classes(Shape.of(), 4), "class", Field.classes(Shape.of(), 3));
        }

        @Override
        public BatchSource training(long seed, int batchSize, Sample sample) {
            throw new AssertionError("nothing is trained");
        }

        @Override
        public Optional<Dataset> trainingSet() {
            return there ? Optional.of(data) : Optional.empty();
        }

        @Override
        public Dataset validation() {
            return data;
        }

        @Override
        public Dataset test() {
            return data;
        }

        @Override
        public void close() {
            data.close();
        }
    }
}
