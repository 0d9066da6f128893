package dev.regimen.model;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRef;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorVector;

/**
 * The way back through libtorch's graph.
 *
 * @param weights that learn and at which it may end
 * @param inputs at which it ends if they want a gradient
 * @param result at which it begins
 */
record GraphRecording(List<Tensor> weights, List<Tensor> inputs, Tensor result) implements Recording {
    @Override
    public Tensor output() {
        return result.detach();
    }

    @Override
    public void backward(Tensor gradient, Way way) {
        List<Tensor> ends = new ArrayList<>(way.weights() ? weights : List.of());
        List<Tensor> before = inputs.stream().filter(Tensor::requires_grad).toList();
        if (way.inputs()) {
            ends.addAll(before);
        }
        if (ends.isEmpty() || !result.requires_grad()) {
            return; // to libtorch no ends would mean all
        }
        boolean all = (way.weights() || weights.isEmpty()) && (way.inputs() || before.isEmpty());
        try (BoolOptional keepGraph = new BoolOptional(!way.last());
                TensorVector only = new TensorVector(ends.toArray(Tensor[]::new))) {
            result.backward(
                    gradient,
                    keepGraph,
                    false,
                    all ? new TensorArrayRefOptional() : new TensorArrayRefOptional(new TensorArrayRef(only)));
        }
    }
}
