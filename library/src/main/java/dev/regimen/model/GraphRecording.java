package dev.regimen.model;

import java.util.List;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRef;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorVector;

/**
 * The way back through libtorch's graph.
 *
 * @param inputs at which it ends, besides the weights
 * @param result at which it begins
 */
public record GraphRecording(List<Tensor> inputs, Tensor result) implements Recording {
    @Override
    public Tensor output() {
        return result.detach();
    }

    @Override
    public void backward(Tensor gradient, Way way) {
        if (!result.requires_grad()) {
            return;
        }
        try (BoolOptional keepGraph = new BoolOptional(!way.last())) {
            if (way.weights()) {
                result.backward(gradient, keepGraph, false, new TensorArrayRefOptional());
                return;
            }
            Tensor[] learning = inputs.stream().filter(Tensor::requires_grad).toArray(Tensor[]::new);
            try (TensorVector only = new TensorVector(learning)) {
                result.backward(gradient, keepGraph, false, new TensorArrayRefOptional(new TensorArrayRef(only)));
            }
        }
    }
}
