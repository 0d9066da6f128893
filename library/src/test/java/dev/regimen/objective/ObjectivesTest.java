package dev.regimen.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.Outputs;
import dev.regimen.torch.Natives;
import dev.regimen.torch.TensorData;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectivesTest {
    private static final Offset<Double> CLOSE = within(1e-6);

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

    /** An objective with an output and a target to hold it against, none of them at a kink. */
    record Sample(Head head, Tensor output, Tensor target) {
        @Override
        public String toString() {
            return head.toString();
        }
    }

    static Stream<Supplier<Sample>> samples() {
        return Stream.of(
                () -> new Sample(new CrossEntropy("m", "y"), output(2, 3), classes(2, 0)),
                () -> new Sample(new CrossEntropy("m", "y", 0.1, Optional.empty()), output(2, 3), classes(2, 0)),
                () -> new Sample(new CrossEntropy("m", "y", 0.1, Optional.of(0)), output(2, 3), classes(2, 0)),
                () -> new Sample(new Dice("m", "y"), output(3, 3), classes(2, 0, 2)),
                () -> new Sample(new Dice("m", "y", 0.1, Optional.of(0)), output(3, 3), classes(2, 0, -1)),
                () -> new Sample(new Focal("m", "y"), output(2, 3), classes(2, 0)),
                () -> new Sample(new Focal("m", "y", 0.5, Optional.of(1)), output(3, 3), classes(2, 1, -1)),
                () -> new Sample(
                        new Ctc("m", "y"),
                        output(2, 5, 3),
                        classes(0, 0, 1, 1, -1, 0).reshape(2, 3)),
                () -> new Sample(new BinaryCrossEntropy("m", "y"), output(4, 1), classes(1, 0, 0, 1)),
                () -> new Sample(new Hinge("m", "y"), output(4), classes(1, 0, 0, 1)),
                () -> new Sample(
                        new MeanSquaredError("m", "y"),
                        output(4, 1),
                        numbers(1, -2, 0.5f, 3).to(ScalarType.Double)),
                () -> new Sample(
                        new MeanAbsoluteError("m", "y"),
                        output(4),
                        numbers(1, -2, 0.5f, 3).to(ScalarType.Double)),
                () -> new Sample(
                        new Huber("m", "y", 0.5),
                        output(4),
                        numbers(1, -2, 0.5f, 3).to(ScalarType.Double)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void gradientsAgreeWithFiniteDifferences(Supplier<Sample> supplier) {
        Sample sample = supplier.get();
        Tensor output = sample.output().set_requires_grad(true);
        loss(sample, output).backward();
        double[] gradient = TensorData.toDoubles(output.grad());
        double step = 1e-6;
        for (int i = 0; i < gradient.length; i++) {
            double difference = (value(sample, i, step) - value(sample, i, -step)) / (2 * step);
            assertThat(gradient[i]).as("component " + i).isEqualTo(difference, within(1e-7));
        }
        assertThat(Arrays.stream(gradient).boxed()).as("not all zero").anyMatch(component -> component != 0);
    }

    private static Tensor loss(Sample sample, Tensor output) {
        Batch batch = new Batch((int) output.size(0), Map.of("y", sample.target()));
        return sample.head().loss(new Outputs(Map.of("m", output)), batch);
    }

    /** The loss with one component of the output moved. */
    private static double value(Sample sample, int component, double by) {
        Tensor moved = sample.output().detach().clone();
        Tensor entry = moved.reshape(-1).narrow(0, component, 1);
        entry.add_(new Scalar(by));
        return TensorData.toDouble(loss(sample, moved));
    }

    @Test
    void lossesMatchTheirClosedForms() {
        assertThat(loss(
                        new CrossEntropy("m", "y"),
                        numbers(0, 0, 0, (float) Math.log(2)).reshape(2, 2),
                        classes(0, 1)))
                .isEqualTo(-(Math.log(1 / 2.0) + Math.log(2 / 3.0)) / 2, CLOSE);
        assertThat(loss(new BinaryCrossEntropy("m", "y"), numbers(0, (float) Math.log(3)), classes(1, 0)))
                .isEqualTo(-(Math.log(1 / 2.0) + Math.log(1 / 4.0)) / 2, CLOSE);
        assertThat(loss(new Hinge("m", "y"), numbers(0.5f, 2, 0.5f), classes(1, 1, 0)))
                .isEqualTo((0.5 + 0 + 1.5) / 3, CLOSE);
        assertThat(loss(new MeanSquaredError("m", "y"), numbers(1, 4), numbers(2, 1)))
                .isEqualTo((1 + 9) / 2.0, CLOSE);
        assertThat(loss(new MeanAbsoluteError("m", "y"), numbers(1, 4), numbers(2, 1)))
                .isEqualTo((1 + 3) / 2.0, CLOSE);
        assertThat(loss(new Huber("m", "y", 2.0), numbers(1, 4), numbers(2, 1)))
                .isEqualTo((0.5 + 2 * (3 - 1)) / 2, CLOSE);
    }

    @Test
    void smoothedLabelsSpreadPartOfTheirWeightOverAllClasses() {
        Tensor logits = numbers(1, -1);
        double right = -Math.log(1 / (1 + Math.exp(-2)));
        double wrong = right + 2;
        Head head = new CrossEntropy("m", "y", 0.2, Optional.empty());
        assertThat(loss(head, logits.reshape(1, 2), classes(0))).isEqualTo(0.9 * right + 0.1 * wrong, CLOSE);
    }

    @Test
    void ignoredTargetsCountNowhere() {
        Head head = new CrossEntropy("m", "y", null, Optional.of(2));
        Tensor logits = numbers(0, 0, 0, 5, 5, -9).reshape(2, 3);
        assertThat(loss(head, logits, classes(1, 2))).isEqualTo(Math.log(3), CLOSE);
        assertThat(loss(head, logits, classes(2, 2))).isZero();
        assertThat(head.ignored()).hasValue(2);
    }

    @Test
    void diceIsTheOverlapOfEachClass() {
        // probabilities of class 1: 1/2, 2/3; targets 0, 1
        Tensor logits = numbers(0, 0, 0, (float) Math.log(2)).reshape(2, 2);
        double zero = (2 * 0.5 + 0.1) / (0.5 + 1 / 3.0 + 1 + 0.1);
        double one = (2 * 2 / 3.0 + 0.1) / (0.5 + 2 / 3.0 + 1 + 0.1);
        assertThat(loss(new Dice("m", "y", 0.1, Optional.empty()), logits, classes(0, 1)))
                .isEqualTo(1 - (zero + one) / 2, CLOSE);
    }

    @Test
    void focalLossWithoutFocusIsCrossEntropyAndWithItCountsWhatIsRightLess() {
        Tensor logits = numbers(0, 0, 0, (float) Math.log(3)).reshape(2, 2);
        Tensor targets = classes(0, 1);
        assertThat(loss(new Focal("m", "y", 0.0, Optional.empty()), logits, targets))
                .isEqualTo(loss(new CrossEntropy("m", "y"), logits, targets), CLOSE);
        assertThat(loss(new Focal("m", "y"), logits, targets))
                .isEqualTo((0.25 * Math.log(2) + 0.0625 * Math.log(4 / 3.0)) / 2, CLOSE);
    }

    static Stream<Head> ofPixels() {
        return Stream.of(new CrossEntropy("m", "y"), new Dice("m", "y"), new Focal("m", "y"));
    }

    @ParameterizedTest
    @MethodSource("ofPixels")
    void whatIsUnlabelledCountsNowhere(Head head) {
        Map<String, Field> gaps = Map.of("y", Field.classes(Shape.of(2), 2).withGaps());
        Head fitted = head.fitted(gaps);
        assertThat(fitted.ignored()).hasValue(Field.UNLABELLED);
        assertThat(head.fitted(Map.of("y", Field.classes(Shape.of(2), 2)))).isEqualTo(head);
        Tensor logits = numbers(1, 2, 0, 3, 5, -2, 7, 7).reshape(2, 2, 2);
        Tensor some = classes(1, -1, 0, -1).reshape(2, 2);
        double alone = loss(head, numbers(1, 2, 5, -2).reshape(2, 2), classes(1, 0));
        assertThat(loss(fitted, logits, some)).isEqualTo(alone, CLOSE);
        assertThat(loss(fitted, logits, classes(-1, -1, -1, -1).reshape(2, 2))).isFinite();
        logits.set_requires_grad(true);
        fitted.loss(new Outputs(Map.of("m", logits)), new Batch(2, Map.of("y", some)))
                .backward();
        float[] gradient = TensorData.toFloats(logits.grad());
        assertThat(List.of(gradient[2], gradient[3], gradient[6], gradient[7])).containsOnly(0f);
    }

    @Test
    void lossesOfTwoClassesNeedALabelEverywhere() {
        Map<String, Field> fields = Map.of("y", Field.classes(Shape.of(), 2).withGaps(), "m", Field.real(Shape.of(1)));
        assertThatThrownBy(() -> new BinaryCrossEntropy("m", "y").check(fields))
                .hasMessage("binary-cross-entropy needs a class everywhere, but 'y' is unknown in places; cross-entropy"
                        + " leaves those out");
    }

    @Test
    void aSumOfSeveralLossesOfOneModuleIsOnePrediction() {
        WeightedSum sum = new WeightedSum(List.of(
                new WeightedSum.Term(new CrossEntropy("m", "y"), null), new WeightedSum.Term(new Dice("m", "y"), 0.5)));
        assertThat(sum.heads()).containsExactly(new CrossEntropy("m", "y"));
        Tensor logits = numbers(0, 0, 0, 1).reshape(2, 2);
        Tensor loss = sum.loss(new Outputs(Map.of("m", logits)), new Batch(2, Map.of("y", classes(0, 1))));
        assertThat(TensorData.toDouble(loss))
                .isEqualTo(
                        loss(new CrossEntropy("m", "y"), logits, classes(0, 1))
                                + 0.5 * loss(new Dice("m", "y"), logits, classes(0, 1)),
                        CLOSE);
        assertThat(sum.fitted(Map.of("y", Field.classes(Shape.of(), 2).withGaps()))
                        .heads()
                        .get(0)
                        .ignored())
                .hasValue(Field.UNLABELLED);
    }

    @Test
    void itemsCountAsExamplesDo() {
        Tensor logits = numbers(1, 2, 3, 4, 5, 7, 2, 1).reshape(2, 2, 2);
        double items =
                loss(new CrossEntropy("m", "y"), logits, classes(0, 1, 1, 0).reshape(2, 2));
        assertThat(items).isEqualTo(loss(new CrossEntropy("m", "y"), logits.reshape(4, 2), classes(0, 1, 1, 0)), CLOSE);
    }

    @Test
    void predictionsOfTwoClassesAreProbabilitiesOfBoth() {
        Tensor logits = numbers(0, (float) Math.log(3)).reshape(2, 1);
        for (Head head : List.of(new BinaryCrossEntropy("m", "y"), new Hinge("m", "y"))) {
            Tensor prediction = head.prediction(logits);
            assertThat(prediction.shape()).containsExactly(2, 2);
            assertThat(TensorData.toFloats(prediction))
                    .containsExactly(new float[] {0.5f, 0.5f, 0.25f, 0.75f}, within(1e-6f));
            assertThat(head.prediction(numbers(1)).shape()).as("one example").containsExactly(1, 2);
            assertThat(head.prediction(numbers(1, 2, 3, 4).reshape(2, 2)).shape())
                    .as("items")
                    .containsExactly(2, 2, 2);
        }
    }

    @Test
    void aWeightedSumAddsItsTermsAndNamesItsHeads() {
        WeightedSum sum = new WeightedSum(List.of(
                new WeightedSum.Term(new MeanSquaredError("a", "y"), null),
                new WeightedSum.Term(new MeanAbsoluteError("b", "y"), 0.5)));
        Outputs outputs = new Outputs(Map.of("a", numbers(1, 4), "b", numbers(2, 5)));
        Tensor loss = sum.loss(outputs, new Batch(2, Map.of("y", numbers(2, 1))));
        assertThat(TensorData.toDouble(loss)).isEqualTo(5 + 0.5 * 2, CLOSE);
        assertThat(sum.reads()).containsExactlyInAnyOrder("a", "b");
        assertThat(sum.labels()).containsExactly("y");
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new CrossEntropy("m", "y", 1.0, Optional.empty()))
                .hasMessage("label-smoothing is 1.0, but must be a number from 0 to below 1");
        assertThatThrownBy(() -> new Huber("m", "y", 0.0)).hasMessage("delta is 0.0, but must be a number above 0");
        assertThatThrownBy(() -> new WeightedSum(List.of())).hasMessageContaining("needs 'terms'");
        WeightedSum.Term term = new WeightedSum.Term(new Hinge("m", "y"), null);
        WeightedSum.Term other = new WeightedSum.Term(new Hinge("m", "z"), null);
        assertThatThrownBy(() -> new WeightedSum(List.of(term, other)))
                .hasMessage(
                        "two terms of weighted-sum hold module 'm' against 'y' and 'z', but a module has one target");
        WeightedSum.Term all = new WeightedSum.Term(new Focal("m", "y"), null);
        WeightedSum.Term some = new WeightedSum.Term(new Dice("m", "y", null, Optional.of(1)), null);
        assertThatThrownBy(() -> new WeightedSum(List.of(all, some)))
                .hasMessage("two terms of weighted-sum about module 'm' have different settings of 'ignore-index'");
        assertThatThrownBy(() -> new Dice("m", "y", 0.0, Optional.empty()))
                .hasMessage("smooth of dice is 0.0, but must be a number above 0");
        assertThatThrownBy(() -> new Focal("m", "y", -1.0, Optional.empty()))
                .hasMessage("gamma of focal is -1.0, but must be a number from 0");
        assertThatThrownBy(() -> new WeightedSum.Term(new Hinge("m", "y"), -1.0))
                .hasMessage("weight is -1.0, but must be a number above 0");
    }

    @Test
    void whatDoesNotFitIsFoundBeforeTraining() {
        Map<String, Field> fields = Map.of(
                "m", Field.real(Shape.of(3)),
                "one", Field.real(Shape.of(1)),
                "digit", Field.classes(Shape.of(), 10),
                "side", Field.classes(Shape.of(), 2),
                "price", Field.real(Shape.of()));
        assertThatThrownBy(() -> new CrossEntropy("m", "digit").check(fields))
                .hasMessage(
                        "cross-entropy of module 'm' on 'digit' (one of 10 classes) needs logits of shape [10], but the"
                                + " module gives [3]");
        assertThatThrownBy(() -> new CrossEntropy("m", "price").check(fields))
                .hasMessage("cross-entropy needs classes, but 'price' is a real number");
        assertThatThrownBy(() -> new Hinge("one", "digit").check(fields))
                .hasMessage("hinge needs two classes, but 'digit' is one of 10 classes; cross-entropy takes more");
        assertThatThrownBy(() -> new MeanSquaredError("one", "digit").check(fields))
                .hasMessage(
                        "mean-squared-error needs real numbers, but 'digit' is one of 10 classes; cross-entropy takes"
                                + " classes");
        assertThatThrownBy(() -> new BinaryCrossEntropy("m", "side").check(fields))
                .hasMessage(
                        "binary-cross-entropy of module 'm' on 'side' (one of 2 classes) needs the shape [] or [1], but"
                                + " the module gives [3]");
        assertThatThrownBy(() -> new Hinge("ones", "side").check(fields))
                .hasMessageContaining("unknown field or module 'ones'; did you mean 'one'?");
        assertThatThrownBy(() -> new Hinge("one", null))
                .hasMessage("hinge needs 'target', the field of the examples that the output should match");
        assertThatThrownBy(() -> new Hinge(null, "side").check(fields))
                .hasMessage("the objective hinge on 'side' needs 'of'");
        assertThatThrownBy(() -> new CrossEntropy("m", "digit", null, Optional.of(10))
                        .check(Map.of("m", Field.real(Shape.of(10)), "digit", Field.classes(Shape.of(), 10))))
                .hasMessage(
                        "ignore-index of cross-entropy on 'digit' is 10, but must be one of its classes, from 0 to 9");
        new Hinge("one", "side").check(fields);
        new Huber("one", "price", null).check(fields);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void aSeamGivesItsObjectiveItsModule(Supplier<Sample> supplier) {
        Head head = supplier.get().head();
        assertThat(head.withOf("other").of()).isEqualTo("other");
        assertThat(head.withOf("other").withOf("m")).isEqualTo(head);
    }

    private static double loss(Head head, Tensor output, Tensor target) {
        return TensorData.toDouble(loss(new Sample(head, output, target), output));
    }

    /** Double-precision numbers that are no multiples of anything. */
    private static Tensor output(long... shape) {
        int size = (int) Arrays.stream(shape).reduce(1, Math::multiplyExact);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) Math.sin(3 * i + 1) * 1.7f;
        }
        return TensorData.floats(values, shape).to(ScalarType.Double);
    }

    private static Tensor numbers(float... values) {
        return TensorData.floats(values, values.length);
    }

    private static Tensor classes(long... values) {
        return TensorData.longs(values, values.length);
    }
}
