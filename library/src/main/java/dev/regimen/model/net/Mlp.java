package dev.regimen.model.net;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.Layer;
import dev.regimen.model.StackableNet;
import dev.regimen.model.StackedLayer;
import dev.regimen.model.StackedWeights;
import dev.regimen.model.Weights;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A multilayer perceptron: {@code [batch, …]}, flattened, to {@code [batch, outputs]}. The outputs are passed on as
 * they are: logits, not probabilities.
 *
 * @param hidden the sizes of the hidden layers, first to last; none makes it linear
 * @param outputs how many numbers it gives
 * @param activation of the hidden layers; relu unless given
 * @param dropout the rate of dropping after every hidden layer, from 0 to below 1; 0 unless given
 * @param initialisation of all layers; uniform unless given
 * @param batchNorm whether batch norm follows each hidden layer, before its activation; false unless given
 */
public record Mlp(
        List<Integer> hidden,
        Integer outputs,
        Activation activation,
        Double dropout,
        Initialisation initialisation,
        Boolean batchNorm)
        implements StackableNet {
    private static final String NAME = "mlp";

    public Mlp {
        hidden = Settings.sizes(NAME, "hidden", hidden);
        outputs = Settings.required(NAME, "outputs", outputs);
        activation = Settings.orElse(activation, Activation.RELU);
        dropout = Settings.dropout(NAME, dropout);
        initialisation = Settings.orElse(initialisation, Initialisation.UNIFORM);
        batchNorm = Settings.orElse(batchNorm, false);
    }

    /** One that is initialised as usual, without batch norm. */
    public Mlp(List<Integer> hidden, Integer outputs, Activation activation, Double dropout) {
        this(hidden, outputs, activation, dropout, null, null);
    }

    /** One with relu and without dropout. */
    public static Mlp of(int outputs, int... hidden) {
        return new Mlp(IntStream.of(hidden).boxed().toList(), outputs, null, null);
    }

    @Override
    public Layer build(List<Field> inputs, Weights weights) {
        Shape shape = Inputs.one(NAME, inputs);
        long width = shape.elements();
        DenseStack stack = DenseStack.declare(
                weights,
                width,
                new DenseStack.Plan(hidden, outputs, activation, initialisation, new Dropout(dropout), batchNorm));
        return shape.rank() == 1
                ? (values, pass) -> stack.apply(values.get(0), pass)
                : (values, pass) -> stack.apply(values.get(0).reshape(-1, width), pass); // -> [batch, width]
    }

    @Override
    public Optional<String> hindrance() {
        return Settings.hindrance(dropout, batchNorm);
    }

    @Override
    public StackedLayer stacked(List<Field> inputs, StackedWeights weights) {
        return new StackedDense(weights, hidden.size(), activation);
    }
}
