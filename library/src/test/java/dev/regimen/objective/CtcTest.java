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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CtcTest {
    private static final int FRAMES = 5;
    /** Classes 0 and 1, and the blank. */
    private static final int OUTPUTS = 3;

    private static final Ctc CTC = new Ctc("m", "y");

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
    void theProbabilityOfAStringIsThatOfAllItsAlignments() {
        Tensor logits = logits(1);
        double[] probabilities = TensorData.toDoubles(logits.softmax(-1));
        Map<List<Integer>, Double> strings = new HashMap<>();
        for (int path = 0; path < Math.pow(OUTPUTS, FRAMES); path++) {
            double probability = 1;
            List<Integer> read = new ArrayList<>();
            int before = -1;
            for (int frame = 0, rest = path; frame < FRAMES; frame++, rest /= OUTPUTS) {
                int symbol = rest % OUTPUTS;
                probability *= probabilities[frame * OUTPUTS + symbol];
                if (symbol != before && symbol != OUTPUTS - 1) {
                    read.add(symbol);
                }
                before = symbol;
            }
            strings.merge(read, probability, Double::sum);
        }
        assertThat(strings).containsKeys(List.of(), List.of(0, 0, 0), List.of(0, 1, 0, 1, 0));
        strings.forEach((string, probability) -> {
            long[] target = new long[FRAMES];
            Arrays.fill(target, Field.UNLABELLED);
            for (int i = 0; i < string.size(); i++) {
                target[i] = string.get(i);
            }
            assertThat(loss(logits, target)).as("of " + string).isEqualTo(-Math.log(probability), within(1e-9));
            Tensor said = reading().logProbabilities(CTC.prediction(logits), TensorData.longs(target, 1, FRAMES));
            assertThat(TensorData.toDouble(said.sum())).isEqualTo(Math.log(probability), within(1e-9));
        });
    }

    @Test
    void theLossIsTheMeanOverExamplesWhateverIsUnlabelledInBetween() {
        double first = loss(logits(1), 0, 1, -1, -1);
        double second = loss(logits(2), 1, 1, 0, -1);
        Tensor both = torch.cat(new TensorVector(logits(1), logits(2)), 0);
        assertThat(loss(both, 0, 1, -1, -1, 1, 1, 0, -1)).isEqualTo((first + second) / 2, within(1e-9));
        assertThat(loss(both, -1, 0, -1, 1, 1, -1, 1, 0)).isEqualTo((first + second) / 2, within(1e-9));
    }

    @Test
    void whatDoesNotFitIntoTheFramesHasNoLossAndNoGradientButCannotBe() {
        Tensor logits = logits(3).set_requires_grad(true);
        Tensor target = TensorData.longs(new long[] {1, 1, 1, 0}, 1, 4); // needs six frames
        Tensor loss = CTC.loss(new Outputs(Map.of("m", logits)), new Batch(1, Map.of("y", target)));
        loss.backward();
        assertThat(TensorData.toDouble(loss)).isZero();
        assertThat(TensorData.toDoubles(logits.grad())).containsOnly(0);
        assertThat(TensorData.toDouble(reading()
                        .logProbabilities(CTC.prediction(logits), target)
                        .sum()))
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void theBestPathIsReadWithoutRepetitionsAndBlanks() {
        assertThat(read(0, 0, 1, 2, 1)).containsExactly(0, 1, 1, -1, -1);
        assertThat(read(2, 1, 1, 2, 2)).containsExactly(1, -1, -1, -1, -1);
        assertThat(read(1, 0, 1, 0, 1)).containsExactly(1, 0, 1, 0, 1);
        assertThat(read(0, 2, 0, 2, 0)).containsExactly(0, 0, 0, -1, -1);
        assertThat(read(2, 2, 2, 2, 2)).containsOnly(-1);
    }

    /** What is read of frames in which these are the most probable. */
    private static long[] read(int... path) {
        float[] probabilities = new float[path.length * OUTPUTS];
        Arrays.fill(probabilities, 0.2f);
        for (int frame = 0; frame < path.length; frame++) {
            probabilities[frame * OUTPUTS + path[frame]] = 0.6f;
        }
        return TensorData.toLongs(reading().strings(TensorData.floats(probabilities, 1, path.length, OUTPUTS)));
    }

    @Test
    void whatDoesNotFitIsFoundBeforeTraining() {
        Field string = Field.classes(Shape.of(4), 10);
        refused(string.withGaps(), 8, 10)
                .hasMessage("ctc of module 'm' on 'y' (10 classes [4]) needs logits [frames, 11], the last being the"
                        + " blank's, but the module gives [8, 10]");
        refused(string, 3, 11)
                .hasMessage("ctc of module 'm' on 'y' (10 classes [4]) needs at least 4 frames, better twice as many,"
                        + " but the module gives [3, 11]");
        refused(Field.classes(Shape.of(), 10), 8, 11)
                .hasMessage("ctc needs strings, classes of one axis, but 'y' is one of 10 classes; cross-entropy takes"
                        + " others");
        refused(Field.real(Shape.of(4)), 8, 11).hasMessage("ctc needs classes, but 'y' is real [4]");
        assertThatThrownBy(() -> new Ctc("m", null)).hasMessageStartingWith("ctc needs 'target'");
        CTC.check(Map.of("m", Field.real(Shape.of(4, 11)), "y", string));
    }

    private static AbstractThrowableAssert<?, ?> refused(Field target, long... output) {
        return assertThatThrownBy(() -> CTC.check(Map.of("m", Field.real(Shape.of(output)), "y", target)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Reading reading() {
        return CTC.reading().orElseThrow();
    }

    private static double loss(Tensor logits, long... targets) {
        long batch = logits.size(0);
        Tensor target = TensorData.longs(targets, batch, targets.length / batch);
        return TensorData.toDouble(
                CTC.loss(new Outputs(Map.of("m", logits)), new Batch((int) batch, Map.of("y", target))));
    }

    /** {@code [1, frames, outputs]}, in double precision. */
    private static Tensor logits(long seed) {
        Random random = new Random(seed);
        float[] values = new float[FRAMES * OUTPUTS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return TensorData.floats(values, 1, FRAMES, OUTPUTS).to(ScalarType.Double);
    }
}
