package dev.regimen.model.net;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What a hidden layer applies to each of its numbers. */
public enum Activation {
    /** max(0, x) */
    RELU(true),
    /** x where positive, else x / 100 */
    LEAKY_RELU(true),
    /** x where positive, else e^x - 1 (Clevert, Unterthiner and Hochreiter 2016) */
    ELU(true),
    /** x Φ(x) with the normal distribution function Φ (Hendrycks and Gimpel 2016) */
    GELU(false),
    /** x / (1 + e^-x) (Hendrycks and Gimpel 2016) */
    SILU(false),
    /** the hyperbolic tangent */
    TANH(true),
    /** 1 / (1 + e^-x) */
    SIGMOID(true),
    /** x, so that layers stay linear */
    NONE(true);

    private final boolean monotone;

    Activation(boolean monotone) {
        this.monotone = monotone;
    }

    /**
     * Whether it never falls, so that it gives the same after max pooling, where there are fewer numbers, as before.
     */
    boolean monotone() {
        return monotone;
    }

    /**
     * Applies it, in place where the gradient can still be computed then.
     *
     * @param fresh the result of an operation that needs only its inputs for its gradient (linear, convolution,
     *     pooling, batch norm) and that nobody else reads; not to be used afterwards
     */
    Tensor applyTo(Tensor fresh) {
        return switch (this) {
            case RELU -> torch.relu_(fresh);
            case LEAKY_RELU -> torch.leaky_relu_(fresh);
            case ELU -> torch.elu_(fresh);
            case GELU -> torch.gelu(fresh);
            case SILU -> torch.silu(fresh);
            case TANH -> torch.tanh_(fresh);
            case SIGMOID -> torch.sigmoid_(fresh);
            case NONE -> fresh;
        };
    }
}
