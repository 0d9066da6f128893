package dev.regimen.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.config.Catalog;
import dev.regimen.config.CatalogEntry;
import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.torch.TensorData;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What learners that are not neural learn, and that they keep it. */
class LearnersTest {
    private static final Field KINDS = Field.classes(Shape.of(), List.of("low", "never", "high"));
    private static final Field NUMBER = Field.real(Shape.of());

    static Stream<Learner> all() {
        return Stream.of(
                RandomForest.of(12),
                new RandomForest(12, Optional.of(3), 2, Optional.of(0.5)),
                new BoostedTrees(8, 2),
                new DecisionTree(null, null),
                new NearestNeighbours(3),
                new LogisticRegression(5, null));
    }

    static Stream<Learner> ofNumbers() {
        return all().filter(learner -> learner.misfit(NUMBER).isEmpty());
    }

    /** Twelve columns, of which the last decides: below 0 low, above 0 high. Nothing is of the class between them. */
    private static Rows rows(int count, Field target) {
        Random random = new Random(3);
        double[][] inputs = new double[count][12];
        for (double[] row : inputs) {
            Arrays.setAll(row, i -> random.nextGaussian());
        }
        double[] targets = Arrays.stream(inputs)
                .mapToDouble(row -> target.categorical() ? (row[11] < 0 ? 0 : 2) : 3 * row[11] + 100)
                .toArray();
        return new Rows(inputs, targets, target);
    }

    private static double[] input(double last) {
        double[] input = new double[12];
        input[11] = last;
        return input;
    }

    @Test
    void coversTheCatalog() {
        assertThat(all().map(Object::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(Catalog.standard().kind("learners").entries().stream()
                        .<Class<?>>map(CatalogEntry::type)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("all")
    void learnsClassesAndGivesProbabilitiesOfAll(Learner learner) {
        Fitted fitted = learner.learn(rows(300, KINDS), 1);
        int right = 0;
        for (double last : new double[] {-2, -1.5, -1, -0.7, 0.7, 1, 1.5, 2}) {
            double[] said = fitted.predict(input(last));
            assertThat(said).hasSize(3);
            assertThat(Arrays.stream(said).sum()).isCloseTo(1, within(1e-9));
            assertThat(said[1]).as("a class that nobody has seen").isZero();
            right += (said[2] > said[0]) == (last > 0) ? 1 : 0;
        }
        assertThat(right).isGreaterThanOrEqualTo(7);
    }

    @ParameterizedTest
    @MethodSource("ofNumbers")
    void learnsNumbers(Learner learner) {
        Fitted fitted = learner.learn(rows(300, NUMBER), 1);
        assertThat(fitted.predict(input(1.5))).hasSize(1);
        assertThat(fitted.predict(input(1.5))[0] - fitted.predict(input(-1.5))[0])
                .isBetween(1.5, 12.0);
        assertThat(fitted.predict(input(0))[0]).isCloseTo(100, within(4.0));
    }

    @ParameterizedTest
    @MethodSource("all")
    void predictsTheSameWithTheSameSeedAndFromItsBytes(Learner learner) {
        for (Field target : List.of(KINDS, NUMBER)) {
            if (learner.misfit(target).isPresent()) {
                continue;
            }
            Rows rows = rows(80, target);
            Fitted first = learner.learn(rows, 5);
            Fitted again = learner.learn(rows, 5);
            Fitted restored = learner.restore(first.bytes(), target);
            for (double[] input : rows(20, target).inputs()) {
                double[] said = first.predict(input);
                assertThat(again.predict(input)).containsExactly(said);
                assertThat(restored.predict(input)).containsExactly(said);
            }
            assertThatThrownBy(() -> learner.restore(new byte[] {1, 2, 3}, target))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("a learned model is damaged");
        }
    }

    @Test
    void seedsChangeWhatIsRandom() {
        Rows rows = rows(60, KINDS);
        Fitted first = RandomForest.of(10).learn(rows, 1);
        Fitted other = RandomForest.of(10).learn(rows, 2);
        assertThat(IntStream.range(0, 60).mapToObj(i -> first.predict(rows.inputs()[i])[0]))
                .isNotEqualTo(IntStream.range(0, 60)
                        .mapToObj(i -> other.predict(rows.inputs()[i])[0])
                        .toList());
    }

    @Test
    void neighboursAreTheNearest() {
        double[][] inputs = {{0, 0}, {0, 1}, {0, 2}, {10, 0}};
        Rows rows = new Rows(inputs, new double[] {0, 0, 2, 2}, KINDS);
        assertThat(new NearestNeighbours(3).learn(rows, 1).predict(new double[] {0, 0.9}))
                .containsExactly(new double[] {2.0 / 3, 0, 1.0 / 3}, within(1e-12));
    }

    @Test
    void aTreeFindsTheQuestionThatDivides() {
        double[][] inputs = new double[40][2];
        double[] targets = new double[40];
        for (int i = 0; i < 40; i++) {
            inputs[i] = new double[] {i % 7, i};
            targets[i] = i < 15 ? 0 : 2;
        }
        Fitted stump = new DecisionTree(Optional.of(1), null).learn(new Rows(inputs, targets, KINDS), 1);
        assertThat(stump.predict(new double[] {3, 14})).containsExactly(1, 0, 0);
        assertThat(stump.predict(new double[] {3, 15})).containsExactly(0, 0, 1);
    }

    @Test
    void fieldsBecomeOneRow() {
        Map<String, Field> fields = new LinkedHashMap<>();
        fields.put("image", Field.real(Shape.of(1, 2)));
        fields.put("kind", Field.classes(Shape.of(2), 3));
        Inputs inputs = new Inputs(fields);
        assertThat(inputs.columns()).isEqualTo(8);
        try (PointerScope scope = new PointerScope()) {
            Batch batch = new Batch(
                    2,
                    Map.of(
                            "image", TensorData.floats(new float[] {5, 6, 7, 8}, 2, 1, 2),
                            "kind", TensorData.longs(new long[] {0, 2, 1, -1}, 2, 2)));
            assertThat(inputs.of(batch))
                    .isDeepEqualTo(new double[][] {{5, 6, 1, 0, 0, 0, 0, 1}, {7, 8, 0, 1, 0, 0, 0, 0}});
        }
    }

    @Test
    void settingsAreChecked() {
        assertThatThrownBy(() -> new RandomForest(0, null, null, null))
                .hasMessage("trees is a whole number from 1, not 0");
        assertThatThrownBy(() -> new RandomForest(null, Optional.of(0), null, null))
                .hasMessage("max-depth is a whole number from 1, not 0");
        assertThatThrownBy(() -> new RandomForest(null, null, null, Optional.of(1.0)))
                .hasMessage("columns is a number above 0 and below 1, not 1.0");
        assertThatThrownBy(() -> new NearestNeighbours(0)).hasMessageStartingWith("neighbours is a whole number");
        assertThatThrownBy(() -> new LogisticRegression(null, 0.0))
                .hasMessage("learning-rate is a number above 0, not 0.0");
        assertThat(new BoostedTrees(null, null).misfit(NUMBER))
                .contains("boosted-trees learns classes, but the target is a real number");
        assertThatThrownBy(() -> new Rows(new double[][] {{Double.NaN}}, new double[] {0}, KINDS))
                .hasMessageContaining("not finite");
    }
}
