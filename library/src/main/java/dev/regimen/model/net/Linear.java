package dev.regimen.model.net;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.Layer;
import dev.regimen.model.Recording;
import dev.regimen.model.StackableNet;
import dev.regimen.model.StackedLayer;
import dev.regimen.model.StackedWeights;
import dev.regimen.model.Weights;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

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
    public StackedLayer stacked(List<Field> inputs, StackedWeights weights) {
        StackedDense dense = new StackedDense(weights, 0, Activation.NONE);
        if (inputs.get(0).shape().rank() == 1) {
            return dense;
        }
        return (values, pass) -> {
            long[] shape = values.get(0).shape();
            shape[shape.length - 1] = outputs;
            return new ReshapedRecording(dense.record(values, pass), shape);
        };
    }

    /** Rows as axes of their own again. */
    private record ReshapedRecording(Recording rows, long[] shape) implements Recording {
        @Override
        public Tensor output() {
            return rows.output().reshape(shape);
        }

        @Override
        public void backward(Tensor gradient, Way way) {
            rows.backward(gradient.flatten(1, -2), way);
        }
    }
}
