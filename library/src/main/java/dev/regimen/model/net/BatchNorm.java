package dev.regimen.model.net;

import dev.regimen.model.Pass;
import dev.regimen.model.Weights;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Shifts and scales every channel to mean 0 and variance 1, then to a learned shift and scale (Ioffe and Szegedy 2015),
 * a part of nets. While training it takes the batch's statistics and moves the running ones a tenth of the way;
 * otherwise it takes the running ones and moves nothing.
 *
 * @param scale {@code [channels]}
 * @param shift {@code [channels]}
 * @param mean {@code [channels]}, a buffer
 * @param variance {@code [channels]}, a buffer
 */
public record BatchNorm(Tensor scale, Tensor shift, Tensor mean, Tensor variance) {
    private static final double MOMENTUM = 0.1;
    private static final double EPSILON = 1e-5;

    /** None of n numbers is further from their mean than √n standard deviations. */
    private static final double MOST_DEVIATIONS = Math.sqrt(1L << 40);

    /**
     * Declares {@code NAME.scale}, {@code NAME.shift} and the buffers {@code NAME.running-mean},
     * {@code NAME.running-var}.
     */
    public static BatchNorm declare(Weights weights, String name, long channels) {
        weights.dependOnBatch();
        return new BatchNorm(
                weights.constant(name + ".scale", 1, channels),
                weights.constant(name + ".shift", 0, channels),
                weights.buffer(name + ".running-mean", 0, channels),
                weights.buffer(name + ".running-var", 1, channels));
    }

    /**
     * @param in the largest absolute value that comes in
     * @return that of what goes out; infinite if what comes in is too large to be worked on
     */
    double bound(double in, Pass pass) {
        if (!(in <= (pass.training() ? Bounds.LARGEST_TO_SQUARE : Bounds.LARGEST))) {
            return Double.POSITIVE_INFINITY;
        }
        if (pass.training()) {
            return MOST_DEVIATIONS * Bounds.largest(scale) + Bounds.largest(shift);
        }
        Tensor factors = scale.div(variance.add(new Scalar(EPSILON)).sqrt());
        return (in + Bounds.largest(mean)) * Bounds.largest(factors) + Bounds.largest(shift);
    }

    /**
     * @param input {@code [batch, channels, …]}
     * @return the same shape, in the caller's scope
     */
    public Tensor apply(Tensor input, Pass pass) {
        try (TensorOptional scaling = new TensorOptional(scale);
                TensorOptional shifting = new TensorOptional(shift);
                TensorOptional means = new TensorOptional(mean);
                TensorOptional variances = new TensorOptional(variance)) {
            return torch.batch_norm(
                    input, scaling, shifting, means, variances, pass.training(), MOMENTUM, EPSILON, false);
        }
    }
}
