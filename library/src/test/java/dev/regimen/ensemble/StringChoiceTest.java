package dev.regimen.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.data.Batch;
import dev.regimen.metric.Metrics;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.objective.Ctc;
import dev.regimen.objective.Head;
import dev.regimen.objective.Objective;
import dev.regimen.objective.Reading;
import dev.regimen.task.DigitStringsSettings;
import dev.regimen.task.Evaluation;
import dev.regimen.task.Examples;
import dev.regimen.task.Predictions;
import dev.regimen.task.Predictor;
import dev.regimen.task.Scores;
import dev.regimen.task.Task;
import dev.regimen.torch.Natives;
import dev.regimen.torch.TensorData;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What ensembles make of members that read whole strings. */
class StringChoiceTest {
    private static final int BLANK = 2;
    private static final Reading READING = new Ctc("m", "y").reading().orElseThrow();

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
    void theStringThatMostMembersReadWinsWhereverTheyPlaceIt() {
        Tensor members = members(path(0.6f, 0, BLANK, 1, BLANK), path(0.99f, 1, 1, 1, 1), path(0.6f, BLANK, 0, 0, 1));
        Tensor combined = new MajorityVote().ofStrings(READING).orElseThrow().combine(members);
        assertThat(combined.shape()).containsExactly(1, 4, 3);
        assertThat(TensorData.toFloats(combined))
                .as("of the first that reads it")
                .containsExactly(of(members, 0));
        assertThat(TensorData.toLongs(READING.strings(combined))).containsExactly(0, 1, -1, -1);
    }

    @Test
    void framesThatWereAveragedWouldReadWhatNobodyReads() {
        Tensor members = members(path(0.9f, 0, BLANK, BLANK, BLANK), path(0.9f, BLANK, BLANK, 0, BLANK));
        assertThat(TensorData.toLongs(READING.strings(members.mean(0)))).isNotEqualTo(new long[] {0, -1, -1, -1});
        Tensor combined = new Mean().ofStrings(READING).orElseThrow().combine(members);
        assertThat(TensorData.toLongs(READING.strings(combined))).containsExactly(0, -1, -1, -1);
    }

    @Test
    void theMeanAndTiesGoToTheMostProbableString() {
        Tensor members = members(path(0.5f, 0, 0, 0, 0), path(0.97f, 1, 1, 1, 1));
        for (CombinerSettings settings : List.of(new Mean(), new MajorityVote())) {
            Tensor combined = settings.ofStrings(READING).orElseThrow().combine(members);
            assertThat(TensorData.toFloats(combined)).containsExactly(of(members, 1));
        }
        // one that is very sure against two that are hardly so: votes and probabilities differ
        Tensor others = members(path(0.97f, 1, 1, 1, 1), path(0.4f, 0, 0, 0, 0), path(0.4f, 0, 0, 0, 0));
        assertThat(TensorData.toFloats(
                        new Mean().ofStrings(READING).orElseThrow().combine(others)))
                .containsExactly(of(others, 0));
        assertThat(TensorData.toFloats(
                        new MajorityVote().ofStrings(READING).orElseThrow().combine(others)))
                .containsExactly(of(others, 1));
    }

    @Test
    void examplesAreChosenApartAndWhatIsNotFiniteStaysUnknown() {
        Tensor zeros = path(0.9f, 0, 0, 0, 0);
        Tensor ones = path(0.99f, 1, 1, 1, 1);
        Tensor blanks = path(0.999f, BLANK, BLANK, BLANK, BLANK);
        Tensor broken = blanks.mul(new Scalar(Double.NaN));
        Tensor first = torch.cat(new TensorVector(zeros, blanks, ones), 0);
        Tensor second = torch.cat(new TensorVector(ones, zeros, broken), 0);
        Tensor combined =
                new Mean().ofStrings(READING).orElseThrow().combine(torch.stack(new TensorVector(first, second), 0));
        assertThat(TensorData.toFloats(combined.select(0, 0))).containsExactly(TensorData.toFloats(ones));
        assertThat(TensorData.toFloats(combined.select(0, 1))).containsExactly(TensorData.toFloats(blanks));
        assertThat(TensorData.toFloats(combined.select(0, 2))).containsOnly(Float.NaN);
    }

    @Test
    void combinersOfSingleAnswersAreRefusedBeforeTraining() {
        try (Examples examples = DigitStringsSettings.of(1, 3).open(Path.of("."))) {
            Task task = task(examples, new Ctc("reader", "string"), Map.of());
            CombinerFormsTest.all()
                    .filter(settings -> !(settings instanceof Mean || settings instanceof MajorityVote))
                    .filter(settings -> !(settings instanceof Staple)) // for pixels
                    .forEach(settings -> assertThatThrownBy(() -> EnsemblePredictor.check(settings, task))
                            .hasMessage("the combiner takes each answer by itself, but 'reader' reads whole strings,"
                                    + " which each member places in its own way; majority-vote and mean combine"
                                    + " those"));
            EnsemblePredictor.check(new Mean(), task);
            EnsemblePredictor.check(new MajorityVote(), task);
        }
    }

    /** Final, and at a seam beside a final head that another combiner suits. */
    @Test
    void anEnsembleReadsAsItsMembersDo() {
        try (Examples examples = DigitStringsSettings.of(2, 3).open(Path.of("."))) {
            Head strings = new Ctc("reader", "string");
            Head columns = new CrossEntropy("spotter", "column");
            Task last = task(examples, strings, Map.of("spotter", columns));
            List<Predictor> members = Stream.<Predictor>of(new Reader(0), new Reader(1), new Reader(30))
                    .toList();
            Scores scores = Evaluation.scores(
                    new EnsemblePredictor(members, new MajorityVote(), last), last, examples.validation());
            assertThat(scores.metrics()).containsOnlyKeys("sequence-accuracy", "character-error-rate");
            assertThat(scores.metrics()).containsEntry("sequence-accuracy", 1.0);
            assertThat(scores.metrics()).containsEntry("character-error-rate", 0.0);
            assertThat(scores.seams().get("spotter")).containsKeys("accuracy", "sequence-accuracy");
            Task seam = task(examples, columns, Map.of("reader", strings));
            Scores others = Evaluation.scores(
                    new EnsemblePredictor(members, new RankVote(), seam), seam, examples.validation());
            assertThat(others.seams().get("reader")).containsOnlyKeys("sequence-accuracy", "character-error-rate");
            assertThat(others.seams().get("reader").get("sequence-accuracy")).isEqualTo(1, within(1e-12));
            Scores chance = Evaluation.chance(last, examples.validation());
            assertThat(chance.metrics().get("sequence-accuracy")).isBetween(0.001, 0.1);
            assertThat(chance.metrics().get("character-error-rate")).isBetween(0.5, 1.0);
        }
    }

    private static Task task(Examples examples, Objective objective, Map<String, Head> seams) {
        return new Task(
                examples,
                objective,
                seams,
                Stream.concat(Metrics.DEFAULTS.stream(), Metrics.OF_STRINGS.stream())
                        .toList());
    }

    /** Knows every string, and reads it from such a frame on, or, where that leaves no room, nothing. */
    private record Reader(int begin) implements Predictor {
        private static final int FRAMES = 20;

        @Override
        public Predictions predict(Batch batch) {
            long[] strings = TensorData.toLongs(batch.value("string"));
            int places = strings.length / batch.size();
            long[] path = new long[batch.size() * FRAMES];
            Arrays.fill(path, 10);
            for (int i = 0; i < strings.length && begin < FRAMES; i++) {
                path[i / places * FRAMES + begin + 2 * (i % places)] = strings[i] < 0 ? 10 : strings[i];
            }
            Tensor frames = torch.one_hot(TensorData.longs(path, batch.size(), FRAMES), 11)
                    .to(ScalarType.Float);
            Tensor columns = torch.one_hot(batch.value("column"), 11).to(ScalarType.Float);
            return new Predictions(Map.of("reader", frames, "spotter", columns));
        }

        @Override
        public void close() {}
    }

    /** {@code [1, frames, 3]}: these with such a probability, and the others alike. */
    private static Tensor path(float probability, int... path) {
        float[] frames = new float[path.length * (BLANK + 1)];
        Arrays.fill(frames, (1 - probability) / BLANK);
        for (int i = 0; i < path.length; i++) {
            frames[i * (BLANK + 1) + path[i]] = probability;
        }
        return TensorData.floats(frames, 1, path.length, BLANK + 1);
    }

    private static Tensor members(Tensor... each) {
        return torch.stack(new TensorVector(each), 0);
    }

    private static float[] of(Tensor members, int member) {
        return TensorData.toFloats(members.select(0, member));
    }
}
