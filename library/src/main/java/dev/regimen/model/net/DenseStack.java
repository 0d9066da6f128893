package dev.regimen.model.net;

import dev.regimen.model.Pass;
import dev.regimen.model.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.Tensor;

/** Hidden fully connected layers and one that gives the outputs: the whole of an mlp, and the end of a conv-stack. */
record DenseStack(List<Hidden> hidden, Dense last, Plan plan) {
    /**
     * @param hidden sizes of the hidden layers
     * @param batchNorm whether batch norm follows each hidden layer
     */
    record Plan(
            List<Integer> hidden,
            int outputs,
            Activation activation,
            Initialisation initialisation,
            Dropout dropout,
            boolean batchNorm) {}

    /** A hidden layer before its activation. */
    record Hidden(Dense dense, Optional<BatchNorm> norm) {
        static Hidden declare(Weights weights, int index, long inputs, int outputs, Plan plan) {
            String name = "hidden." + index;
            return plan.batchNorm
                    ? new Hidden(
                            Dense.withoutBias(weights, name, inputs, outputs, plan.initialisation),
                            Optional.of(BatchNorm.declare(weights, "norm." + index, outputs)))
                    : new Hidden(Dense.declare(weights, name, inputs, outputs, plan.initialisation), Optional.empty());
        }

        Tensor apply(Tensor input, Pass pass) {
            Tensor value = dense.apply(input);
            return norm.isPresent() ? norm.get().apply(value, pass) : value;
        }
    }

    static DenseStack declare(Weights weights, long inputs, Plan plan) {
        List<Hidden> layers = new ArrayList<>();
        long width = inputs;
        for (int size : plan.hidden) {
            layers.add(Hidden.declare(weights, layers.size(), width, size, plan));
            width = size;
        }
        Dense last = Dense.declare(weights, "outputs", width, plan.outputs, plan.initialisation);
        DenseStack stack = new DenseStack(layers, last, plan);
        weights.countFlops(stack.last.flops()
                + layers.stream().mapToDouble(layer -> layer.dense().flops()).sum());
        return stack;
    }

    /**
     * @param input {@code [batch, inputs]}
     * @return {@code [batch, outputs]}
     */
    Tensor apply(Tensor input, Pass pass) {
        if (!pass.training() && !plan.batchNorm && input.size(0) == 1 && !GradMode.is_enabled()) {
            return ofOne(input.squeeze(0)).unsqueeze(0);
        }
        Tensor value = input;
        for (Hidden layer : hidden) {
            value = plan.dropout.apply(plan.activation.applyTo(layer.apply(value, pass)), pass);
        }
        return last.apply(value);
    }

    /** From a vector to a vector; not in training, so nothing is dropped. */
    private Tensor ofOne(Tensor input) {
        Tensor value = input;
        for (Hidden layer : hidden) {
            value = plan.activation.applyTo(layer.dense.applyToOne(value));
        }
        return last.applyToOne(value);
    }
}
