package dev.regimen.model.net;

import dev.regimen.model.Weights;
import org.bytedeco.pytorch.Tensor;

/** What the weights of fully connected layers and of convolutions are before training. */
public enum Initialisation {
    /** weights and biases from U(-1/√n, 1/√n), n being the number of inputs of a unit, as PyTorch does */
    UNIFORM,
    /**
     * weights from N(0, 1/c), cut at two standard deviations, c being the number of features or channels that are read
     * (the area of a kernel does not count); biases 0 (Shalev-Shwartz, Shamir and Shammah, ICML 2017)
     */
    TRUNCATED_NORMAL;

    /** Of a fully connected layer, {@code [outputs, inputs]}. */
    Tensor weight(Weights weights, String name, long inputs, long outputs) {
        return switch (this) {
            case UNIFORM -> weights.uniform(name, root(inputs), outputs, inputs);
            case TRUNCATED_NORMAL -> weights.truncatedNormal(name, root(inputs), outputs, inputs);
        };
    }

    /** Of a convolution, {@code [out, in, size, size]}. */
    Tensor kernel(Weights weights, String name, long in, long out, long size) {
        return switch (this) {
            case UNIFORM -> weights.kernel(name, root(in * size * size), out, in, size, size);
            case TRUNCATED_NORMAL -> weights.truncatedNormalKernel(name, root(in), out, in, size, size);
        };
    }

    /**
     * Of either, {@code [outputs]}.
     *
     * @param inputs how many numbers go into each output
     */
    Tensor bias(Weights weights, String name, long inputs, long outputs) {
        return switch (this) {
            case UNIFORM -> weights.uniform(name, root(inputs), outputs);
            case TRUNCATED_NORMAL -> weights.constant(name, 0, outputs);
        };
    }

    private static double root(long inputs) {
        return 1 / Math.sqrt((double) inputs);
    }
}
