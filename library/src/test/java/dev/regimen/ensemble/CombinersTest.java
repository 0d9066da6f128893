package dev.regimen.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.metric.Metrics;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.objective.MeanSquaredError;
import dev.regimen.task.BatchSource;
import dev.regimen.task.Examples;
import dev.regimen.task.Predictions;
import dev.regimen.task.Predictor;
import dev.regimen.task.Sample;
import dev.regimen.task.Task;
import dev.regimen.torch.Natives;
import dev.regimen.torch.TensorData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CombinersTest {
    /** More than one batch of it, and not a multiple. */
    private static final int SIZE = 1203;

    private PointerScope scope;

    @BeforeEach
    void open() {
        Natives.load();
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    @Test
    void theMajorityWinsWhateverTheProbabilities() {
        // [3 members, 1 example, 3 classes]: two votes for class 1, one very sure one for class 0
        Tensor combined = vote(3, 3, 0.99f, 0.01f, 0, 0.3f, 0.4f, 0.3f, 0.3f, 0.4f, 0.3f);
        assertThat(combined.shape()).containsExactly(1, 3);
        assertThat(TensorData.toFloats(combined)).containsExactly(new float[] {1 / 3f, 2 / 3f, 0}, within(1e-4f));
        assertThat(TensorData.toDouble(combined.sum())).isEqualTo(1, within(1e-6));
    }

    @Test
    void aTieGoesToTheGreaterMeanAmongThoseTiedAndThenToTheFirst() {
        assertThat(winner(vote(2, 3, 0.5f, 0.4f, 0.1f, 0.2f, 0.8f, 0))).isEqualTo(1);
        assertThat(winner(vote(2, 3, 0.5001f, 0.4999f, 0, 0.4998f, 0.5002f, 0)))
                .as("by very little")
                .isEqualTo(1);
        assertThat(winner(vote(2, 3, 0, 0.6f, 0.4f, 0, 0.4f, 0.6f))).as("equal").isEqualTo(1);
        // class 2 has the greatest mean, but no vote
        assertThat(winner(vote(2, 3, 0.45f, 0.1f, 0.44f, 0.1f, 0.46f, 0.44f))).isEqualTo(1);
    }

    @Test
    void whatIsNotANumberHasNoVote() {
        assertThat(TensorData.toFloats(vote(3, 2, Float.NaN, Float.NaN, 0, 1, 0, 1)))
                .containsOnly(Float.NaN);
    }

    @Test
    void itemsAreVotedOnOneByOne() {
        Tensor outputs = TensorData.floats(new float[] {1, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1}, 3, 1, 2, 2);
        Tensor combined = new MajorityVote().fit(classes(outputs)).combine(outputs);
        assertThat(TensorData.toLongs(combined.argmax(new LongOptional(-1), false)))
                .containsExactly(0, 1);
    }

    @Test
    void theMeanIsTheMean() {
        Tensor outputs = TensorData.floats(new float[] {1, 2, 3, 6}, 2, 2);
        assertThat(TensorData.toFloats(new Mean().fit(classes(outputs)).combine(outputs)))
                .containsExactly(2, 4);
    }

    @Test
    void anEnsembleFitsOnAllHeldOutExamplesCombinesEveryHeadAndClosesItsMembers() {
        List<Constant> members = List.of(new Constant(1), new Constant(1), new Constant(0));
        List<HeldOut> seen = new ArrayList<>();
        CombinerSettings settings = heldOut -> {
            assertThat(heldOut.predictions().shape()).startsWith(3, SIZE);
            assertThat(heldOut.targets().shape()).containsExactly(SIZE);
            seen.add(heldOut);
            return heldOut.categorical() ? new MajorityVote().fit(heldOut) : new Mean().fit(heldOut);
        };
        try (Held examples = new Held()) {
            EnsemblePredictor ensemble = new EnsemblePredictor(List.copyOf(members), settings, task(examples));
            assertThat(seen).isEmpty(); // who only looks at an ensemble does not wait for it
            Predictions predictions = ensemble.predict(examples.validation().slice(0, 2));
            ensemble.predict(examples.validation().slice(0, 2));
            assertThat(seen).hasSize(2);
            assertThat(TensorData.toFloats(predictions.of("value"))).containsExactly(2 / 3f, 2 / 3f);
            assertThat(winner(predictions.of("digit").narrow(0, 0, 1))).isEqualTo(1);
            ensemble.close();
        }
        assertThat(members).allMatch(member -> member.closed);
    }

    @Test
    void numbersCannotBeVotedOnAndTheMembersAreClosedThen() {
        List<Constant> members = List.of(new Constant(1), new Constant(0));
        try (Held examples = new Held()) {
            assertThatThrownBy(() -> new EnsemblePredictor(List.copyOf(members), new MajorityVote(), task(examples)))
                    .hasMessage("majority-vote needs classes, but the targets are real numbers; use mean for those");
        }
        assertThat(members).allMatch(member -> member.closed);
    }

    @Test
    void membersWhoseAnswersHaveOtherShapesAreRefused() {
        try (Held examples = new Held()) {
            assertThatThrownBy(() ->
                            new EnsemblePredictor(List.of(new Constant(1), new Wider()), new Mean(), task(examples)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "members cannot be combined: of one example the first says [1, 2] at 'digit', but another"
                                    + " [1, 3]");
        }
    }

    @Test
    void seamsThatCannotBeVotedOnGetTheMean() {
        List<Predictor> members = List.of(new Constant(1), new Constant(1), new Constant(0));
        try (Held examples = new Held()) {
            Task task = task(examples);
            Task classesLast = task.withObjectives(
                    new CrossEntropy("digit", "class"), Map.of("value", new MeanSquaredError("value", "price")));
            try (EnsemblePredictor ensemble = new EnsemblePredictor(members, new MajorityVote(), classesLast)) {
                Predictions predictions = ensemble.predict(examples.validation().slice(0, 1));
                assertThat(TensorData.toFloats(predictions.of("value"))).containsExactly(2 / 3f);
                assertThat(TensorData.toFloats(predictions.of("digit"))[1]).isCloseTo(2 / 3f, within(1e-4f));
            }
        }
    }

    @Test
    void nothingIsPredictedForACombinerThatIsNotFitted() {
        List<Constant> members = List.of(new Constant(1), new Constant(0));
        try (Held examples = new Held()) {
            new EnsemblePredictor(List.copyOf(members), new Mean(), task(examples)).close();
        }
        assertThat(members).as("but one example, for its shape").allMatch(member -> member.predicted == 1);
    }

    /** Nothing is said for the first class, and nothing against the second one's lead. */
    @Test
    void whoAbstainsGivesNoClassMoreThanAnother() {
        assertThat(winner(vote(3, 2, 0.5f, 0.5f, 0.5f, 0.5f, 0.4f, 0.6f))).isEqualTo(1);
        Tensor outputs = TensorData.floats(new float[] {0.5f, 0.5f, 0.5f, 0.5f, 0.4f, 0.6f}, 3, 1, 2);
        Diversity diversity = new Diversity(3);
        diversity.observe(outputs, TensorData.longs(new long[] {0}, 1));
        assertThat(diversity.values().get(Diversity.DOUBLE_FAULT)).isEqualTo(1);
        assertThat(diversity.values().get(Diversity.DISAGREEMENT)).isCloseTo(2 / 3.0, within(1e-9));
    }

    /** Of numbers, a weight for each and a shift. */
    @Test
    void fewerLabelsThanWeightsAreRefused() {
        try (Held examples = new Held()) {
            List<Predictor> fitting = IntStream.range(0, SIZE - 1)
                    .mapToObj(i -> (Predictor) new Constant(i % 2))
                    .toList();
            new EnsemblePredictor(fitting, new Stacking(null), task(examples)).close();
            List<Predictor> more = IntStream.range(0, SIZE)
                    .mapToObj(i -> (Predictor) new Constant(i % 2))
                    .toList();
            assertThatThrownBy(() -> new EnsemblePredictor(more, new Stacking(null), task(examples)))
                    .hasMessageContaining(
                            "fits " + (SIZE + 1) + " numbers to the 'price' of the validation examples, of"
                                    + " which there are only " + SIZE);
            new EnsemblePredictor(more, new Weighted(), task(examples)).close();
        }
    }

    @Test
    void whatMembersWereFittedToIsNotHeldOutAnyMore() {
        try (Held examples = new Held()) {
            Task task = task(examples);
            Predictor inner =
                    new EnsemblePredictor(List.of(new Constant(1), new Constant(0)), new GreedySelection(null), task);
            assertThatThrownBy(() -> new EnsemblePredictor(List.of(inner, new Constant(1)), new Weighted(), task))
                    .hasMessageContaining("but that of one of its members is fitted to them already");
        }
    }

    @Test
    void ofVeryManyRowsOneOfEachPartIsLookedAtHoweverTheyComeInBatches() {
        HeldOut.Rows rows = HeldOut.Rows.of(100, 1_000);
        Tensor all = TensorData.longs(LongStream.range(0, 1_000).toArray(), 1_000);
        long[] places = TensorData.toLongs(rows.of(all, 0));
        assertThat(places).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(places[i]).isBetween(10L * i, 10L * i + 9);
        }
        assertThat(Arrays.stream(places).map(place -> place % 10).distinct().count())
                .as("no column of an image of width 10 alone")
                .isGreaterThan(5);
        List<Long> inBatches = new ArrayList<>();
        for (long[] part : new long[][] {{0, 3}, {3, 500}, {500, 1_000}}) {
            for (long place : TensorData.toLongs(rows.of(all.narrow(0, part[0], part[1] - part[0]), part[0]))) {
                inBatches.add(place);
            }
        }
        assertThat(inBatches)
                .containsExactlyElementsOf(Arrays.stream(places).boxed().toList());
        assertThat(HeldOut.Rows.of(10, 10)).isSameAs(HeldOut.Rows.ALL);
    }

    private static Tensor vote(int members, int classes, float... probabilities) {
        Tensor outputs = TensorData.floats(probabilities, members, 1, classes);
        return new MajorityVote().fit(classes(outputs)).combine(outputs);
    }

    private static HeldOut classes(Tensor outputs) {
        return new HeldOut(() -> outputs, () -> TensorData.longs(new long[0], 0), true);
    }

    private static long winner(Tensor probabilities) {
        return TensorData.toLongs(probabilities.argmax(new LongOptional(-1), false))[0];
    }

    private static Task task(Examples examples) {
        return new Task(
                examples,
                new MeanSquaredError("value", "price"),
                Map.of("digit", new CrossEntropy("digit", "class")),
                Metrics.DEFAULTS);
    }

    /** Knows one class more. */
    private record Wider() implements Predictor {
        @Override
        public Predictions predict(Batch batch) {
            return new Predictions(Map.of(
                    "value", torch.zeros(batch.size()),
                    "digit", torch.full(new long[] {batch.size(), 3}, new Scalar(1 / 3.0))));
        }

        @Override
        public void close() {}
    }

    /** Says the same of everything: a class, and its number. */
    private static final class Constant implements Predictor {
        private final int says;
        private int predicted;
        private boolean closed;

        Constant(int says) {
            this.says = says;
        }

        @Override
        public Predictions predict(Batch batch) {
            predicted++;
            Tensor classes =
                    torch.full(new long[] {batch.size()}, new Scalar(says), TensorData.options(ScalarType.Long));
            return new Predictions(Map.of(
                    "value", classes.to(ScalarType.Float),
                    "digit", torch.one_hot(classes, 2).to(ScalarType.Float)));
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Examples to hold members against; there is nothing to train on. */
    private static final class Held implements Examples {
        private final Dataset data = new Dataset(
                fields(),
                Map.of(
                        "price", torch.zeros(SIZE),
                        "class", torch.zeros(new long[] {SIZE}, TensorData.options(ScalarType.Long))));

        @Override
        public Map<String, Field> fields() {
            return Map.of("price", Field.real(Shape.of()), "class", Field.classes(Shape.of(), 2));
        }

        @Override
        public BatchSource training(long seed, int batchSize, Sample sample) {
            throw new AssertionError("a combiner is fitted on validation examples, and asked for training examples");
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
