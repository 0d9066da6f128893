package dev.regimen.model.net;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.Layer;
import dev.regimen.model.StackableNet;
import dev.regimen.model.StackedWeights;
import dev.regimen.model.Weights;
import java.util.List;

/**
 * One linear layer with a bias over the last axis: {@code [batch, …, features]} to {@code [batch, …, outputs]}. The
 * outputs are passed on as they are: logits, not probabilities.
 *
 * @param outputs how many numbers it gives for each row of features
 */
public record Linear(Integer outputs) implements StackableNet {
    private static final String NAME = "linear";

    public Linear {
        outputs = Settings.required(NAME, "outputs", outputs);
    }

    @Override
    public Layer build(List<Field> inputs, Weights weights) {
        Shape shape = Inputs.withLastAxis(NAME, inputs);
        long features = shape.sizes().get(shape.rank() - 1);
        Dense dense = Dense.declare(weights, "outputs", features, outputs);
        long rows = shape.elements() / features;
        weights.countFlops(dense.flops() * rows);
        return (values, pass) -> dense.apply(values.get(0));
    }

    @Override
    public Layer stacked(List<Field> inputs, StackedWeights weights) {
        long features = inputs.get(0).shape().sizes().get(inputs.get(0).shape().rank() - 1);
        StackedDense dense = new StackedDense(weights, 0, Activation.NONE);
        return (values, pass) -> {
            long[] shape = values.get(0).shape();
            shape[shape.length - 1] = outputs;
            return dense.apply(values.get(0).reshape(weights.members(), -1, features))
                    .reshape(shape);
        };
    }
}
