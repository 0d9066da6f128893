package dev.regimen.model.net;

import dev.regimen.model.Pass;
import dev.regimen.model.Weights;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Hidden fully connected layers and one that gives the outputs: the whole of an mlp, and the end of a conv-stack. */
record DenseStack(List<Dense> hidden, Activation activation, Dropout dropout, Dense last) {
    static DenseStack declare(
            Weights weights, long inputs, List<Integer> hidden, int outputs, Activation activation, Dropout dropout) {
        List<Dense> layers = new ArrayList<>();
        long width = inputs;
        for (int size : hidden) {
            layers.add(Dense.declare(weights, "hidden." + layers.size(), width, size));
            width = size;
        }
        DenseStack stack =
                new DenseStack(layers, activation, dropout, Dense.declare(weights, "outputs", width, outputs));
        weights.countFlops(
                stack.last.flops() + layers.stream().mapToDouble(Dense::flops).sum());
        return stack;
    }

    /**
     * @param input {@code [batch, inputs]}
     * @return {@code [batch, outputs]}
     */
    Tensor apply(Tensor input, Pass pass) {
        Tensor value = input;
        for (Dense layer : hidden) {
            value = dropout.apply(activation.applyTo(layer.apply(value)), pass);
        }
        return last.apply(value);
    }
}
