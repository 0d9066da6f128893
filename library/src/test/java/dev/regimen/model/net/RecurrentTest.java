package dev.regimen.model.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.torch.TensorData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecurrentTest {
    private static final int TIME = 4;
    private static final int FEATURES = 3;
    private static final int HIDDEN = 2;
    private static final List<Field> SEQUENCE = List.of(Field.real(Shape.of(TIME, FEATURES)));

    @ParameterizedTest
    @EnumSource(Cell.class)
    void allStatesInBothDirectionsMatchTheEquations(Cell cell) {
        Recurrent net = new Recurrent(cell, HIDDEN, null, true, Recurrent.Steps.ALL, Optional.empty(), null);
        try (Built built = Built.of(net, SEQUENCE, 1);
                PointerScope scope = new PointerScope()) {
            List<Tensor> inputs = Built.inputs(SEQUENCE, 1, 2);
            float[] sequence = TensorData.toFloats(inputs.get(0));
            double[][] forward = states(cell, built.values(), "forward", sequence, new double[2][HIDDEN], false);
            double[][] backward = states(cell, built.values(), "backward", sequence, new double[2][HIDDEN], true);
            float[] found = TensorData.toFloats(built.evaluate(inputs));
            for (int t = 0; t < TIME; t++) {
                for (int h = 0; h < HIDDEN; h++) {
                    assertThat((double) found[t * 2 * HIDDEN + h]).isEqualTo(forward[t][h], within(1e-6));
                    assertThat((double) found[(t * 2 + 1) * HIDDEN + h]).isEqualTo(backward[t][h], within(1e-6));
                }
            }
        }
    }

    @Test
    void theLastStateOfTheBackwardDirectionIsTheOneAtTheFirstStep() {
        Recurrent all = new Recurrent(Cell.GRU, HIDDEN, 2, true, Recurrent.Steps.ALL, Optional.empty(), null);
        Recurrent last = new Recurrent(Cell.GRU, HIDDEN, 2, true, Recurrent.Steps.LAST, Optional.empty(), null);
        try (Built every = Built.of(all, SEQUENCE, 3);
                Built one = Built.of(last, SEQUENCE, 3);
                PointerScope scope = new PointerScope()) {
            List<Tensor> inputs = Built.inputs(SEQUENCE, 1, 4);
            float[] states = TensorData.toFloats(every.evaluate(inputs));
            assertThat(TensorData.toFloats(one.evaluate(inputs)))
                    .containsExactly(states[(TIME - 1) * 4], states[(TIME - 1) * 4 + 1], states[2], states[3]);
        }
    }

    /** The states at all steps by the textbook's equations, with the gates in libtorch's order. */
    private static double[][] states(
            Cell cell,
            Map<String, float[]> weights,
            String direction,
            float[] sequence,
            double[][] start,
            boolean backwards) {
        double[][] states = new double[TIME][];
        double[] hidden = start[0];
        double[] memory = start[1];
        for (int step = 0; step < TIME; step++) {
            int t = backwards ? TIME - 1 - step : step;
            double[] fromInput = new double[4 * HIDDEN];
            double[] fromState = new double[4 * HIDDEN];
            String name = "layer.0." + direction + ".";
            float[] inputWeight = weights.get(name + "input-weight");
            float[] stateWeight = weights.get(name + "state-weight");
            for (int row = 0; row < cell.gates() * HIDDEN; row++) {
                fromInput[row] = weights.get(name + "input-bias")[row];
                fromState[row] = weights.get(name + "state-bias")[row];
                for (int i = 0; i < FEATURES; i++) {
                    fromInput[row] += inputWeight[row * FEATURES + i] * sequence[t * FEATURES + i];
                }
                for (int i = 0; i < HIDDEN; i++) {
                    fromState[row] += stateWeight[row * HIDDEN + i] * hidden[i];
                }
            }
            hidden = next(cell, fromInput, fromState, hidden, memory);
            states[t] = hidden;
        }
        return states;
    }

    private static double[] next(Cell cell, double[] x, double[] s, double[] hidden, double[] memory) {
        double[] next = new double[HIDDEN];
        for (int i = 0; i < HIDDEN; i++) {
            int second = HIDDEN + i;
            int third = 2 * HIDDEN + i;
            int fourth = 3 * HIDDEN + i;
            switch (cell) {
                case RNN -> next[i] = Math.tanh(x[i] + s[i]);
                case GRU -> {
                    double reset = sigmoid(x[i] + s[i]);
                    double update = sigmoid(x[second] + s[second]);
                    next[i] = (1 - update) * Math.tanh(x[third] + reset * s[third]) + update * hidden[i];
                }
                case LSTM -> {
                    double forgotten = sigmoid(x[second] + s[second]) * memory[i];
                    memory[i] = forgotten + sigmoid(x[i] + s[i]) * Math.tanh(x[third] + s[third]);
                    next[i] = sigmoid(x[fourth] + s[fourth]) * Math.tanh(memory[i]);
                }
            }
        }
        return next;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    @ParameterizedTest
    @EnumSource(Cell.class)
    void startsFromALinearFunctionOfASecondInput(Cell cell) {
        List<Field> inputs = List.of(SEQUENCE.get(0), Field.real(Shape.of(2, 1)));
        Recurrent net = new Recurrent(cell, HIDDEN, null, true, Recurrent.Steps.ALL, Optional.empty(), null);
        try (Built built = Built.of(net, inputs, 1);
                PointerScope scope = new PointerScope()) {
            List<Tensor> values = Built.inputs(inputs, 2, 2);
            float[] sequence = TensorData.toFloats(values.get(0).select(0, 1));
            float[] second = TensorData.toFloats(values.get(1).select(0, 1));
            float[] found = TensorData.toFloats(built.evaluate(values).select(0, 1));
            for (int direction = 0; direction < 2; direction++) {
                double[][] start = start(cell, built.values(), second, direction);
                String name = direction == 0 ? "forward" : "backward";
                double[][] states = states(cell, built.values(), name, sequence, start, direction == 1);
                for (int t = 0; t < TIME; t++) {
                    for (int h = 0; h < HIDDEN; h++) {
                        assertThat((double) found[(t * 2 + direction) * HIDDEN + h])
                                .isEqualTo(states[t][h], within(1e-6));
                    }
                }
            }
        }
    }

    /** First hidden state and first memory, by the rows of the weights: {@code [memories, directions, hidden]}. */
    private static double[][] start(Cell cell, Map<String, float[]> weights, float[] second, int direction) {
        double[][] start = new double[2][HIDDEN];
        for (int memory = 0; memory < (cell == Cell.LSTM ? 2 : 1); memory++) {
            for (int h = 0; h < HIDDEN; h++) {
                int row = (memory * 2 + direction) * HIDDEN + h;
                start[memory][h] = weights.get("start.bias")[row];
                for (int i = 0; i < second.length; i++) {
                    start[memory][h] += weights.get("start.weight")[row * second.length + i] * second[i];
                }
            }
        }
        return start;
    }

    @Test
    void operationsAreCountedForEveryStepAndDirection() {
        Recurrent net = new Recurrent(Cell.LSTM, HIDDEN, null, true, Recurrent.Steps.LAST, Optional.of(5), null);
        try (Built built = Built.of(net, SEQUENCE, 5)) {
            int cell = 2 * 4 * HIDDEN * (FEATURES + HIDDEN);
            assertThat(built.weights().flops()).isEqualTo(TIME * 2.0 * cell + 2 * 2 * HIDDEN * 5);
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        List<Field> image = List.of(Field.real(Shape.of(1, 8, 8)));
        assertThatThrownBy(() -> Built.of(Recurrent.of(Cell.GRU, 2, 2), image, 1))
                .hasMessage("recurrent needs [time, features], but got [1, 8, 8]");
        Field sequence = SEQUENCE.get(0);
        assertThatThrownBy(() -> Built.of(Recurrent.of(Cell.GRU, 2, 2), List.of(sequence, sequence, sequence), 1))
                .hasMessage("recurrent reads a sequence and at most one value to start from, but got 3: real [4, 3] and"
                        + " real [4, 3] and real [4, 3]");
        assertThatThrownBy(() -> new Recurrent(null, null, null, null, null, Optional.empty(), null))
                .hasMessage("recurrent needs 'hidden', a whole number from 1");
        assertThatThrownBy(() -> new Recurrent(null, 2, 0, null, null, Optional.empty(), null))
                .hasMessage("layers of recurrent is 0, but must be a whole number from 1");
        assertThatThrownBy(() -> new Recurrent(null, 2, null, null, null, Optional.empty(), 0.5))
                .hasMessage("dropout of recurrent comes between layers and before outputs, but it has one layer and no"
                        + " outputs");
    }
}
