package dev.regimen.model.net;

import dev.regimen.model.Pass;
import dev.regimen.model.Weights;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/** Hidden fully connected layers and one that gives the outputs: the whole of an mlp, and the end of a conv-stack. */
record DenseStack(List<Dense> hidden, Dense last, Plan plan) {
    /** @param hidden sizes of the hidden layers */
    record Plan(
            List<Integer> hidden, int outputs, Activation activation, Initialisation initialisation, Dropout dropout) {}

    static DenseStack declare(Weights weights, long inputs, Plan plan) {
        List<Dense> layers = new ArrayList<>();
        long width = inputs;
        for (int size : plan.hidden) {
            layers.add(Dense.declare(weights, "hidden." + layers.size(), width, size, plan.initialisation));
            width = size;
        }
        Dense last = Dense.declare(weights, "outputs", width, plan.outputs, plan.initialisation);
        DenseStack stack = new DenseStack(layers, last, plan);
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
            value = plan.dropout.apply(plan.activation.applyTo(layer.apply(value)), pass);
        }
        return last.apply(value);
    }
}
