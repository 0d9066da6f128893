package dev.regimen.model.net;

import dev.regimen.model.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * A fully connected layer over the last axis, a part of nets.
 *
 * @param weight {@code [outputs, inputs]}
 * @param bias {@code [outputs]}; none before batch norm, which would take it off again. It stays the weights' that it
 *     was declared with
 */
public record Dense(Tensor weight, TensorOptional bias) {
    /**
     * Declares {@code NAME.weight} and {@code NAME.bias}, both drawn from U(-1/√inputs, 1/√inputs), as PyTorch does.
     */
    public static Dense declare(Weights weights, String name, long inputs, long outputs) {
        return declare(weights, name, inputs, outputs, Initialisation.UNIFORM);
    }

    /** Declares {@code NAME.weight} and {@code NAME.bias}. */
    public static Dense declare(
            Weights weights, String name, long inputs, long outputs, Initialisation initialisation) {
        return new Dense(
                initialisation.weight(weights, name + ".weight", inputs, outputs),
                weights.optional(Optional.of(initialisation.bias(weights, name + ".bias", inputs, outputs))));
    }

    /** Declares {@code NAME.weight} alone. */
    static Dense withoutBias(Weights weights, String name, long inputs, long outputs, Initialisation initialisation) {
        return new Dense(
                initialisation.weight(weights, name + ".weight", inputs, outputs), weights.optional(Optional.empty()));
    }

    /**
     * @param input {@code [batch, …, inputs]}
     * @return {@code [batch, …, outputs]}, in the caller's scope
     */
    public Tensor apply(Tensor input) {
        return torch.linear(input, weight, bias);
    }

    /**
     * Of one example, by fewer operators; there has to be a bias.
     *
     * @param input {@code [inputs]}
     * @return {@code [outputs]}, in the caller's scope
     */
    Tensor applyToOne(Tensor input) {
        return torch.addmv(bias.get(), weight, input);
    }

    /** Floating-point operations for one row of inputs: a multiplication and an addition for each weight. */
    public double flops() {
        return 2.0 * weight.numel();
    }
}
