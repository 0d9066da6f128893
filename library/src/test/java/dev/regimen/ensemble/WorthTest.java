package dev.regimen.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.metric.Accuracy;
import dev.regimen.metric.MeanAbsoluteError;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.objective.MeanSquaredError;
import dev.regimen.objective.Objective;
import dev.regimen.task.BatchSource;
import dev.regimen.task.Examples;
import dev.regimen.task.Predictions;
import dev.regimen.task.Predictor;
import dev.regimen.task.Sample;
import dev.regimen.task.SampleValues;
import dev.regimen.task.Task;
import dev.regimen.torch.Natives;
import dev.regimen.torch.TensorData;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Four examples, and members whose answers to them are written down. */
class WorthTest {
    private static final double EXACT = 1e-12;

    @BeforeAll
    static void load() {
        Natives.load();
    }

    @Test
    void membersAloneAndTogetherAreMeasuredAndTheBestIsChosenByValidation() {
        // the truth is 0 1 0 1; on the validation examples, whose truth is 1 1 1 1, the last does best
        Worth worth = classes(new MajorityVote(), "0100", "1001", "1101");
        assertThat(worth.members()).extracting(scores -> scores.get("accuracy")).containsExactly(0.75, 0.5, 0.75);
        assertThat(worth.best()).isEqualTo(2);
        assertThat(worth.grown()).extracting(Worth.Grown::members).containsExactly(1, 2, 3);
        assertThat(worth.grown().get(0).metrics()).isEqualTo(worth.members().get(0));
        // together they say 1 1 0 1
        assertThat(worth.grown().get(2).metrics()).containsExactly(entry("accuracy", 0.75));
    }

    @Test
    void aCombinerIsFittedAnewForEveryNumberOfMembers() {
        // Weighted by what they are worth, the third, which is right about all validation examples, decides alone.
        Worth worth = classes(new GreedySelection(null), "0000", "0000", "1111");
        assertThat(worth.grown())
                .extracting(grown -> grown.metrics().get("accuracy"))
                .containsExactly(0.5, 0.5, 0.5);
        assertThat(classes(new GreedySelection(null), "0001", "0101", "1101").grown())
                .extracting(grown -> grown.metrics().get("accuracy"))
                .containsExactly(0.75, 1.0, 0.75);
    }

    @Test
    void diversityOfClassesIsTheMeanOverPairs() {
        // right: 1 1 1 0, 0 0 1 1, 0 1 1 1
        Map<String, Double> diversity =
                classes(new Mean(), "0100", "1001", "1101").diversity();
        assertThat(diversity.get("disagreement")).isEqualTo((3 + 2 + 1) / 12.0, within(EXACT));
        assertThat(diversity.get("double-fault")).isEqualTo((0 + 0 + 1) / 12.0, within(EXACT));
        // chance agrees in 0.75·0.5 + 0.25·0.5, 0.75·0.25 + 0.25·0.75 and 0.5·0.25 + 0.5·0.75
        assertThat(diversity.get("kappa"))
                .isEqualTo(((0.25 - 0.5) / 0.5 + (0.5 - 0.375) / 0.625 + (0.75 - 0.5) / 0.5) / 3, within(EXACT));
        double first = (4 * 1 - 3 * 2) / Math.sqrt(3 * 4);
        double second = (4 * 2 - 3 * 3) / 3.0;
        double third = (4 * 2 - 2 * 3) / Math.sqrt(4 * 3);
        assertThat(diversity.get("error-correlation")).isEqualTo((first + second + third) / 3, within(EXACT));
    }

    @Test
    void whatIsNotDefinedForAPairIsLeftOut() {
        // the first is always right: its errors correlate with nothing
        Map<String, Double> diversity =
                classes(new Mean(), "0101", "1101", "1101").diversity();
        assertThat(diversity.get("error-correlation")).isEqualTo(1, within(EXACT));
        assertThat(classes(new Mean(), "0101", "0101").diversity().get("error-correlation"))
                .isNaN();
        assertThat(classes(new Mean(), "0101").diversity()).isEmpty();
    }

    @Test
    void errorsOfNumbersAreCorrelated() {
        // the truth is 0 1 0 1: errors 1 0 1 0 and 0 1 0 1
        Worth worth = numbers("1111", "0202");
        assertThat(worth.diversity()).containsOnlyKeys("error-correlation");
        assertThat(worth.diversity().get("error-correlation")).isEqualTo(-1, within(EXACT));
        assertThat(worth.members())
                .extracting(scores -> scores.get("mean-absolute-error"))
                .containsExactly(0.5, 0.5);
        assertThat(worth.grown().get(1).metrics().get("mean-absolute-error")).isEqualTo(0.5, within(EXACT));
    }

    @Test
    void whatMembersDifferAboutIsTold() {
        // together they say 1 1 0 1
        SampleValues dissent =
                classes(new MajorityVote(), "0100", "1001", "1101").dissent().get("judge");
        assertThat(dissent.shape()).containsExactly(4L);
        assertThat(dissent.values()).containsExactly(1 / 3f, 1 / 3f, 0f, 1 / 3f);
        assertThat(numbers("1111", "0202").dissent().get("value").values()).containsExactly(0.5f, 0.5f, 0.5f, 0.5f);
    }

    @Test
    void ofManyMembersNotEveryNumberIsLookedAt() {
        String[] members = IntStream.range(0, 17).mapToObj(i -> "0101").toArray(String[]::new);
        assertThat(classes(new Mean(), members).grown())
                .extracting(Worth.Grown::members)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 17);
    }

    private static Worth classes(CombinerSettings settings, String... answers) {
        return worth(new CrossEntropy("judge", "class"), settings, answers);
    }

    private static Worth numbers(String... answers) {
        return worth(new MeanSquaredError("value", "price"), new Mean(), answers);
    }

    private static Worth worth(Objective objective, CombinerSettings settings, String... answers) {
        List<Predictor> members = Arrays.stream(answers)
                .map(Written::new)
                .map(Predictor.class::cast)
                .toList();
        try (Four examples = new Four()) {
            Task task = new Task(examples, objective, Map.of(), List.of(new Accuracy(), new MeanAbsoluteError()));
            try (EnsemblePredictor ensemble = new EnsemblePredictor(members, settings, task)) {
                return ensemble.worth(true);
            }
        }
    }

    /** Says what is written down for the example of a number. */
    private record Written(String answers) implements Predictor {
        @Override
        public Predictions predict(Batch batch) {
            long[] said = Arrays.stream(TensorData.toLongs(batch.value("number")))
                    .map(number -> answers.charAt((int) number) - '0')
                    .toArray();
            Tensor values = TensorData.longs(said, said.length);
            Tensor classes = torch.one_hot(values.clamp_max(new org.bytedeco.pytorch.Scalar(1)), 2);
            return new Predictions(Map.of("value", values.to(ScalarType.Float), "judge", classes.to(ScalarType.Float)));
        }

        @Override
        public void close() {}
    }

    private static final class Four implements Examples {
        private final Dataset validation = data(1, 1, 1, 1);
        private final Dataset test = data(0, 1, 0, 1);

        private Dataset data(long... truth) {
            return new Dataset(
                    fields(),
                    Map.of(
                            "number", TensorData.longs(new long[] {0, 1, 2, 3}, 4),
                            "class", TensorData.longs(truth, 4),
                            "price", TensorData.longs(truth, 4).to(ScalarType.Float)));
        }

        @Override
        public Map<String, Field> fields() {
            return Map.of(
                    "number", Field.classes(Shape.of(), 4),
                    "class", Field.classes(Shape.of(), 2),
                    "price", Field.real(Shape.of()));
        }

        @Override
        public BatchSource training(long seed, int batchSize, Sample sample) {
            throw new AssertionError("nothing is trained");
        }

        @Override
        public Dataset validation() {
            return validation;
        }

        @Override
        public Dataset test() {
            return test;
        }

        @Override
        public void close() {
            validation.close();
            test.close();
        }
    }
}
