package dev.regimen.model.net;

import org.bytedeco.pytorch.Scalar;
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

    private static final double LEAK = 0.01;

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
            case LEAKY_RELU -> torch.leaky_relu_(fresh, new Scalar(LEAK));
            case ELU -> torch.elu_(fresh);
            case GELU -> torch.gelu(fresh);
            case SILU -> torch.silu(fresh);
            case TANH -> torch.tanh_(fresh);
            case SIGMOID -> torch.sigmoid_(fresh);
            case NONE -> fresh;
        };
    }

    /**
     * The gradient of a loss with respect to what it is applied to.
     *
     * @param gradient with respect to what comes out
     * @param before what it was applied to; overwritten with what came out where that is in place
     * @param after what came out
     */
    Tensor gradient(Tensor gradient, Tensor before, Tensor after) {
        return switch (this) {
            case RELU -> torch.threshold_backward(gradient, after, new Scalar(0));
            case LEAKY_RELU -> torch.leaky_relu_backward(gradient, after, new Scalar(LEAK), true);
            case ELU -> torch.elu_backward(gradient, new Scalar(1), new Scalar(1), new Scalar(1), true, after);
            case GELU -> torch.gelu_backward(gradient, before);
            case SILU -> torch.silu_backward(gradient, before);
            case TANH -> torch.tanh_backward(gradient, after);
            case SIGMOID -> torch.sigmoid_backward(gradient, after);
            case NONE -> gradient;
        };
    }
}
