package dev.regimen.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.torch.TensorData;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricsTest {
    private static final Offset<Double> EXACT = within(1e-7);
    private static final Field THREE = Field.classes(Shape.of(), 3);
    private static final Field NUMBER = Field.real(Shape.of());

    private PointerScope scope;

    @BeforeEach
    void open() {
        dev.regimen.torch.Natives.load();
        scope = new PointerScope();
    }

    @AfterEach
    void close() {
        scope.close();
    }

    static Stream<Metric> ofClasses() {
        return Stream.of(
                new Accuracy(),
                new TopAccuracy(2),
                new NegativeLogLikelihood(),
                new BrierScore(),
                new MacroF1(),
                new CalibrationError(null));
    }

    static Stream<Metric> ofNumbers() {
        return Stream.of(new MeanSquaredError(), new MeanAbsoluteError(), new RSquared());
    }

    @Test
    void metricsOfClassesMatchTheirClosedForms() {
        // targets 0 0 1 2; the most probable classes are 0 1 1 0
        Tensor probabilities = TensorData.floats(
                new float[] {0.5f, 0.3f, 0.2f, 0.3f, 0.6f, 0.1f, 0.25f, 0.5f, 0.25f, 0.7f, 0.3f, 0}, 4, 3);
        Tensor targets = classes(0, 0, 1, 2);
        assertThat(measure(new Accuracy(), probabilities, targets)).isEqualTo(0.5, EXACT);
        assertThat(measure(new TopAccuracy(2), probabilities, targets)).isEqualTo(0.75, EXACT);
        assertThat(measure(new TopAccuracy(9), probabilities, targets)).isEqualTo(1, EXACT);
        assertThat(measure(new NegativeLogLikelihood(), probabilities, targets))
                .isEqualTo(-(Math.log(0.5) + Math.log(0.3) + Math.log(0.5) + Math.log(1e-12)) / 4, EXACT);
        assertThat(measure(new BrierScore(), probabilities, targets))
                .isEqualTo((0.38 + 0.86 + 0.375 + 1.58) / 4, within(1e-6));
        // F1: class 0 has 1 of (2 targets + 2 predictions), class 1 has 1 of (1 + 2), class 2 none of (1 + 0)
        assertThat(measure(new MacroF1(), probabilities, targets)).isEqualTo((2 / 4.0 + 2 / 3.0 + 0) / 3, EXACT);
    }

    @Test
    void macroF1LeavesOutClassesThatNeitherOccurNorArePredicted() {
        Tensor probabilities = TensorData.floats(new float[] {1, 0, 0, 0, 1, 0}, 2, 3);
        assertThat(measure(new MacroF1(), probabilities, classes(0, 1))).isEqualTo(1, EXACT);
    }

    /** Else an abstention would be the answer of the first class. */
    @Test
    void whatIsNotAnsweredIsNotRight() {
        Tensor probabilities = TensorData.floats(new float[] {1, 0, 0, 1 / 3f, 1 / 3f, 1 / 3f, 0, 1, 0}, 3, 3);
        Tensor targets = classes(0, 0, 1);
        assertThat(measure(new Accuracy(), probabilities, targets)).isEqualTo(2 / 3.0, EXACT);
        assertThat(measure(new TopAccuracy(2), probabilities, targets)).isEqualTo(2 / 3.0, EXACT);
        assertThat(measure(new Coverage(), probabilities, targets)).isEqualTo(2 / 3.0, EXACT);
        assertThat(measure(new SelectiveAccuracy(), probabilities, targets)).isEqualTo(1, EXACT);
        // class 0 has 1 of (2 targets + 1 prediction), class 1 has 1 of (1 + 1)
        assertThat(measure(new MacroF1(), probabilities, targets)).isEqualTo((2 / 3.0 + 1) / 2, EXACT);
        Tensor map = probabilities.reshape(1, 1, 3, 3);
        assertThat(measure(new MeanIou(false), map, targets.reshape(1, 1, 3))).isEqualTo((1 / 2.0 + 1) / 2, EXACT);
        assertThat(measure(new BoundaryF1(0), map, targets.reshape(1, 1, 3))).isBetween(0.0, 0.99);
        Confusion confusion = Confusion.none(3).plus(probabilities, targets);
        assertThat(confusion.unanswered()).isEqualTo(1);
        assertThat(new Relabelling(List.of(0, 1, 2)).accuracy(confusion)).isEqualTo(2 / 3.0, EXACT);
    }

    @Test
    void itemsCountAsExamplesDo() {
        Tensor probabilities = TensorData.floats(new float[] {1, 0, 0, 1, 1, 0, 1, 0}, 2, 2, 2);
        Tensor targets = TensorData.longs(new long[] {0, 1, 1, 1}, 2, 2);
        assertThat(measure(new Accuracy(), probabilities, targets)).isEqualTo(0.5, EXACT);
    }

    @Test
    void metricsOfNumbersMatchTheirClosedForms() {
        Tensor targets = TensorData.floats(new float[] {1, 2, 3, 6}, 4);
        Tensor predictions = TensorData.floats(new float[] {1, 1, 5, 6}, 4, 1); // an axis of size 1 more
        assertThat(measure(new MeanSquaredError(), predictions, targets)).isEqualTo(5 / 4.0, EXACT);
        assertThat(measure(new MeanAbsoluteError(), predictions, targets)).isEqualTo(3 / 4.0, EXACT);
        assertThat(measure(new RSquared(), predictions, targets)).isEqualTo(1 - 5 / 14.0, EXACT);
    }

    @Test
    void rSquaredIsTheMeanOverComponentsAndKnowsThoseThatDoNotVary() {
        Tensor targets = TensorData.floats(new float[] {0, 0.1f, 4, 2, 0.1f, 4}, 2, 3);
        Tensor predictions = TensorData.floats(new float[] {0, 0.1f, 4, 0, 0.1f, 5}, 2, 3);
        assertThat(measure(new RSquared(), predictions, targets)).isEqualTo((-1 + 1 + 0) / 3.0, EXACT);
    }

    @ParameterizedTest
    @MethodSource("ofClasses")
    void noMetricOfClassesDependsOnHowTheDataAreCut(Metric metric) {
        Random random = new Random(5);
        Tensor probabilities = random(random, 30, 3).softmax(-1);
        Tensor targets = classes(random.ints(30, 0, 3).toArray());
        assertThat(cut(metric, probabilities, targets)).isEqualTo(measure(metric, probabilities, targets), EXACT);
    }

    @ParameterizedTest
    @MethodSource("ofNumbers")
    void noMetricOfNumbersDependsOnHowTheDataAreCut(Metric metric) {
        Random random = new Random(6);
        Tensor predictions = random(random, 30, 2);
        Tensor targets = random(random, 30, 2);
        assertThat(cut(metric, predictions, targets)).isEqualTo(measure(metric, predictions, targets), EXACT);
    }

    @ParameterizedTest
    @MethodSource("ofClasses")
    void chanceIsTheBestThatAConstantPredictionReaches(Metric metric) {
        Tensor targets = classes(1, 1, 1, 0, 2, 1, 0, 1, 1, 1);
        Tensor frequencies = TensorData.floats(new float[] {0.2f, 0.7f, 0.1f}, 1, 3);
        double chance = metric.chance(targets, THREE);
        assertThat(measure(metric, frequencies.expand(10, 3), targets)).isEqualTo(chance, within(1e-6));
        Random random = new Random(7);
        for (int i = 0; i < 50; i++) {
            Tensor constant = random(random, 1, 3).softmax(-1).expand(10, 3);
            assertNotBetter(metric, measure(metric, constant, targets), chance);
        }
    }

    @ParameterizedTest
    @MethodSource("ofNumbers")
    void chanceOfNumbersIsTheBestThatAConstantReaches(Metric metric) {
        Tensor targets = random(new Random(8), 9).mul(targetScale());
        double chance = metric.chance(targets, NUMBER);
        double best = metric.higherIsBetter() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        for (double constant = -6; constant <= 6; constant += 0.01) {
            float[] values = new float[9];
            java.util.Arrays.fill(values, (float) constant);
            double value = measure(metric, TensorData.floats(values, 9), targets);
            assertNotBetter(metric, value, chance);
            best = metric.higherIsBetter() ? Math.max(best, value) : Math.min(best, value);
        }
        assertThat(best).isEqualTo(chance, within(1e-3));
    }

    @Test
    void defaultsSuitEveryTargetAndTheFirstOneIsToChooseBy() {
        assertThat(Metrics.DEFAULTS.stream()
                        .filter(metric -> metric.suits(THREE))
                        .map(Metric::name))
                .containsExactly("accuracy", "cross-entropy");
        assertThat(Metrics.DEFAULTS.stream()
                        .filter(metric -> metric.suits(Field.classes(Shape.of(4, 4), 3)))
                        .map(Metric::name))
                .containsExactly("mean-iou", "accuracy", "cross-entropy");
        assertThat(Metrics.DEFAULTS.stream()
                        .filter(metric -> metric.suits(NUMBER))
                        .map(Metric::name))
                .containsExactly("mean-squared-error", "mean-absolute-error", "r-squared");
        List<Metric> higher = Stream.concat(ofClasses(), ofNumbers())
                .filter(Metric::higherIsBetter)
                .toList();
        assertThat(higher).containsExactly(new Accuracy(), new TopAccuracy(2), new MacroF1(), new RSquared());
    }

    @Test
    void calibrationErrorIsTheDistanceOfProbabilityFromAccuracy() {
        // said with 0.9, 0.7 and 0.75, right in the first and the last
        Tensor probabilities = TensorData.floats(new float[] {0.9f, 0.1f, 0.7f, 0.3f, 0.25f, 0.75f}, 3, 2);
        Tensor targets = classes(0, 1, 1);
        assertThat(measure(new CalibrationError(2), probabilities, targets))
                .isEqualTo(Math.abs(0.9 + 0.7 + 0.75 - 2) / 3, within(1e-6));
        assertThat(measure(new CalibrationError(10), probabilities, targets))
                .isEqualTo((0.1 + 0.7 + 0.25) / 3, within(1e-6));
        Tensor certain = TensorData.floats(new float[] {1.0000001f, 0, 0, 1}, 2, 2); // as a sum may be
        assertThat(measure(new CalibrationError(5), certain, classes(0, 0))).isEqualTo(0.5, EXACT);
        assertThatThrownBy(() -> new CalibrationError(0))
                .hasMessage("bins of calibration-error is 0, but must be a whole number from 1");
    }

    @Test
    void whoGivesAllClassesTheSameProbabilityAbstains() {
        Tensor probabilities =
                TensorData.floats(new float[] {0.4f, 0.3f, 0.3f, 1 / 3f, 1 / 3f, 1 / 3f, 0, 0, 1, 0, 1, 0}, 4, 3);
        Tensor targets = classes(0, 0, 2, 2);
        assertThat(measure(new Coverage(), probabilities, targets)).isEqualTo(0.75, EXACT);
        assertThat(measure(new SelectiveAccuracy(), probabilities, targets)).isEqualTo(2 / 3.0, EXACT);
        assertThat(measure(new SelectiveAccuracy(), probabilities.narrow(0, 1, 1), targets.narrow(0, 1, 1)))
                .isNaN();
        assertThat(new Coverage().chance(targets, THREE)).isEqualTo(1);
        assertThat(new SelectiveAccuracy().chance(targets, THREE)).isEqualTo(0.5, EXACT);
        assertThat(Metrics.isFraction("selective-accuracy") && Metrics.isFraction("adder.coverage"))
                .isTrue();
    }

    private static final Field MAP = Field.classes(Shape.of(4, 4), 2);

    /** A square of 2 x 2 in the middle of 4 x 4 pixels, and the same moved to the right by so much. */
    private static Tensor square(int right) {
        long[] map = new long[16];
        for (int y = 1; y < 3; y++) {
            for (int x = 1 + right; x < 3 + right; x++) {
                map[4 * y + x] = 1;
            }
        }
        return TensorData.longs(map, 1, 4, 4);
    }

    private static Tensor certain(Tensor map) {
        return torch.one_hot(map, 2).to(ScalarType.Float);
    }

    @Test
    void metricsOfMapsMatchTheirClosedForms() {
        Tensor moved = certain(square(1));
        // of the square 2 pixels of 6 are common, of the background 10 of 14
        assertThat(measure(new MeanIou(false), moved, square(0))).isEqualTo((2 / 6.0 + 10 / 14.0) / 2, EXACT);
        List<Metric> classes = new MeanIou(true).each(MAP).toList();
        assertThat(classes).extracting(Metric::name).containsExactly("mean-iou", "iou.0", "iou.1");
        assertThat(measure(classes.get(1), moved, square(0))).isEqualTo(10 / 14.0, EXACT);
        assertThat(measure(classes.get(2), moved, square(0))).isEqualTo(2 / 6.0, EXACT);
        assertThat(measure(new BoundaryF1(1), moved, square(0))).isEqualTo(1, EXACT);
        // the 4 pixels of a square are its outline, two are common; of the background the 12 around one touch it,
        // or the 8 that are left of them at the edge, and 6 are common
        assertThat(measure(new BoundaryF1(0), moved, square(0))).isEqualTo((0.5 + 2 * 6 / (12.0 + 8)) / 2, EXACT);
    }

    @Test
    void aRegionThatIsNotFoundHasNoOutlineThatAgrees() {
        Tensor nothing = certain(TensorData.longs(new long[16], 1, 4, 4));
        assertThat(measure(new BoundaryF1(1), nothing, square(0))).isZero();
        assertThat(measure(new BoundaryF1(1), certain(square(0)), square(0))).isEqualTo(1, EXACT);
        assertThat(measure(new MeanIou(false), nothing, square(0))).isEqualTo(12 / 16.0 / 2, EXACT);
        assertThat(new MeanIou(false).chance(square(0), MAP)).isEqualTo(12 / 16.0 / 2, EXACT);
        assertThat(new BoundaryF1(1).chance(square(0), MAP)).isZero();
    }

    @Test
    void anOutlineWhereNothingIsLabelledIsNotWrong() {
        long[] rim = TensorData.toLongs(square(0));
        for (int y = 1; y < 3; y++) {
            rim[4 * y + 3] = Field.UNLABELLED; // right of the square
        }
        Tensor target = TensorData.longs(rim, 1, 4, 4);
        // the predicted square lies on the right half of the true one and on the rim: it is 4 of 6 pixels of their
        // union
        double square = 2 * 4 / (4.0 + 6);
        double[] sums = new BoundaryF1(0).observe(certain(square(1)), target);
        assertThat(java.util.Arrays.copyOfRange(sums, 4, 8)).containsExactly(4, 4, 6, 4);
        assertThat(new BoundaryF1(0).value(sums)).isBetween(square / 2, (1 + square) / 2);
    }

    /** A block of 2 x 2 in a rim without labels: whoever takes the rim for a part of it is right, and who does not. */
    @Test
    void aRimWithoutLabelsMayBelongToEither() {
        long[] rim = new long[36];
        for (int i = 0; i < 36; i++) {
            int y = i / 6;
            int x = i % 6;
            rim[i] = y < 1 || y > 4 || x < 1 || x > 4 ? 0 : y >= 2 && y <= 3 && x >= 2 && x <= 3 ? 1 : Field.UNLABELLED;
        }
        long[] large =
                java.util.Arrays.stream(rim).map(label -> label == 0 ? 0 : 1).toArray();
        long[] small =
                java.util.Arrays.stream(rim).map(label -> Math.max(0, label)).toArray();
        Tensor target = TensorData.longs(rim, 1, 6, 6);
        for (long[] said : List.of(large, small)) {
            assertThat(measure(new BoundaryF1(0), certain(TensorData.longs(said, 1, 6, 6)), target))
                    .isEqualTo(1, EXACT);
        }
        Tensor nothing = TensorData.longs(new long[36], 1, 6, 6);
        assertThat(measure(new BoundaryF1(0), certain(nothing), nothing))
                .as("no outline at all")
                .isEqualTo(1, EXACT);
    }

    @Test
    void metricsOfMapsSuitMapsAlone() {
        for (Metric metric : List.of(new MeanIou(null), new BoundaryF1(null))) {
            assertThat(metric.suits(MAP)).isTrue();
            assertThat(metric.suits(THREE)).isFalse();
            assertThat(metric.suits(Field.classes(Shape.of(4).repeated("digits", 4), 2)))
                    .isFalse();
            assertThat(metric.higherIsBetter()).isTrue();
            assertThat(Metrics.isFraction(metric.name())).isTrue();
        }
        assertThat(new BoundaryF1(1).wantsPlaces()).isTrue();
        assertThat(Metrics.isFraction("segmenter.iou.cat") && Metrics.isFraction("iou.cat"))
                .isTrue();
        assertThat(Metrics.isFraction("curiou.cross-entropy")).isFalse();
        assertThatThrownBy(() -> new BoundaryF1(-1))
                .hasMessage("distance of boundary-f1 is -1, but must be a whole number of pixels from 0");
    }

    @Test
    void aSettingOutOfRangeIsRefused() {
        assertThat(new TopAccuracy(null).name()).isEqualTo("top-5-accuracy");
        assertThatThrownBy(() -> new TopAccuracy(0)).hasMessage("k is 0, but must be a whole number from 1");
    }

    private static void assertNotBetter(Metric metric, double value, double chance) {
        if (metric.higherIsBetter()) {
            assertThat(value).isLessThanOrEqualTo(chance + 1e-6);
        } else {
            assertThat(value).isGreaterThanOrEqualTo(chance - 1e-6);
        }
    }

    private static double measure(Metric metric, Tensor prediction, Tensor target) {
        return metric.value(metric.observe(prediction, target));
    }

    /** The metric over 7 examples and then the rest. */
    private static double cut(Metric metric, Tensor prediction, Tensor target) {
        long rest = target.size(0) - 7;
        double[] first = metric.observe(prediction.narrow(0, 0, 7), target.narrow(0, 0, 7));
        double[] second = metric.observe(prediction.narrow(0, 7, rest), target.narrow(0, 7, rest));
        for (int i = 0; i < first.length; i++) {
            first[i] += second[i];
        }
        return metric.value(first);
    }

    private static Tensor classes(int... values) {
        return TensorData.longs(java.util.Arrays.stream(values).asLongStream().toArray(), values.length);
    }

    private static Tensor random(Random random, long... shape) {
        float[] values = new float[(int) java.util.Arrays.stream(shape).reduce(1, Math::multiplyExact)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return TensorData.floats(values, shape);
    }

    private static org.bytedeco.pytorch.Scalar targetScale() {
        return new org.bytedeco.pytorch.Scalar(1.5);
    }
}
