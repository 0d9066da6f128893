package dev.regimen.model.net;

import dev.regimen.model.StackedWeights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * What {@link DenseStack} is for one model, for several at once. Features come before examples inside, so that the
 * gradients of the weights lie in memory as the weights do and need not be copied.
 *
 * @param weights as {@link DenseStack} declares them
 * @param hidden how many hidden layers
 * @param activation of these
 */
record StackedDense(StackedWeights weights, int hidden, Activation activation) {
    /**
     * @param input {@code [members, rows, inputs]}
     * @return {@code [members, rows, outputs]}
     */
    Tensor apply(Tensor input) {
        Tensor value = input.transpose(1, 2); // [members, inputs, rows]
        for (int i = 0; i < hidden; i++) {
            value = activation.applyTo(layer("hidden." + i, value));
        }
        return layer("outputs", value).transpose(1, 2);
    }

    private Tensor layer(String name, Tensor value) {
        Tensor bias = weights.of(name + ".bias").unsqueeze(2); // [members, outputs, 1]
        return torch.baddbmm(bias, weights.of(name + ".weight"), value);
    }
}
