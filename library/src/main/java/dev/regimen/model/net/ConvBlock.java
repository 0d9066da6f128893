package dev.regimen.model.net;

import dev.regimen.data.Shape;
import dev.regimen.model.Pass;
import dev.regimen.model.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * One convolution of a conv-stack with what follows it: batch norm, the sum with its own input, activation, max
 * pooling.
 */
record ConvBlock(
        ConvStack settings,
        Convolution convolution,
        Optional<BatchNorm> norm,
        Optional<Convolution> projection,
        Shape output) {
    /**
     * @param index of this block, from 0
     * @param input {@code [channels, height, width]}
     */
    static ConvBlock declare(ConvStack settings, int index, Shape input, Weights weights) {
        long in = input.sizes().get(0);
        int out = settings.channels().get(index);
        Convolution convolution = Convolution.declare(weights, "convolution." + index, in, out, settings.form(index));
        Shape convolved = shrunk(index, input, out, settings);
        weights.countFlops(convolution.flops(convolved));
        Optional<BatchNorm> norm =
                settings.batchNorm() ? Optional.of(BatchNorm.declare(weights, "norm." + index, out)) : Optional.empty();
        Optional<Convolution> projection = settings.residual() && in != out
                ? Optional.of(
                        Convolution.projecting(weights, "projection." + index, in, out, settings.initialisation()))
                : Optional.empty();
        projection.ifPresent(one -> weights.countFlops(one.flops(convolved)));
        return new ConvBlock(settings, convolution, norm, projection, pooled(index, convolved, settings));
    }

    /** {@code [batch, channels, height, width]} to the same with this block's channels and size. */
    Tensor apply(Tensor input, Pass pass) {
        Tensor value = convolution.apply(input);
        if (norm.isPresent()) {
            value = norm.get().apply(value, pass);
        }
        if (settings.residual()) {
            value = value.add(projection.isPresent() ? projection.get().apply(input) : input);
        }
        return activated(settings, value);
    }

    /**
     * @param in the largest absolute value of the images
     * @return that of what comes out; pooling and activations make nothing larger
     */
    double bound(double in, Pass pass) {
        double convolved = convolution.bound(in);
        double normed = norm.isPresent() ? norm.get().bound(convolved, pass) : convolved;
        double beside = projection.isPresent() ? projection.get().bound(in) : in;
        return settings.residual() ? normed + beside : normed;
    }

    /** What follows a convolution, batch norm and sum: activation and pooling. */
    static Tensor activated(ConvStack settings, Tensor value) {
        if (BlockedLayout.has(value)) {
            return BlockedLayout.activated(settings, value);
        }
        Activation activation = settings.convolutionActivation();
        // Where it makes no difference, pooling comes first: the activation then has a quarter of the numbers to work
        // on.
        return activation.monotone()
                ? activation.applyTo(pooled(settings, value))
                : pooled(settings, activation.applyTo(value));
    }

    private static Tensor pooled(ConvStack settings, Tensor value) {
        return settings.pool() == 1 ? value : MaxPooling.apply(value, settings.pool());
    }

    private static Shape shrunk(int index, Shape input, int channels, ConvStack settings) {
        long loss = settings.padding() == Padding.SAME ? 0 : settings.kernelSize() - 1;
        long height = input.sizes().get(1) - loss;
        long width = input.sizes().get(2) - loss;
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(vanishes(index, input) + "too small for a kernel of "
                    + settings.kernelSize() + " x " + settings.kernelSize() + " without padding");
        }
        return Shape.of(channels, height, width);
    }

    private static Shape pooled(int index, Shape convolved, ConvStack settings) {
        long height = convolved.sizes().get(1) / settings.pool();
        long width = convolved.sizes().get(2) / settings.pool();
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(vanishes(index, convolved) + "too small to be pooled by "
                    + settings.pool() + "; give fewer channels or 'pool: 1'");
        }
        return Shape.of(convolved.sizes().get(0), height, width);
    }

    private static String vanishes(int index, Shape image) {
        return "the image vanishes in layer " + (index + 1) + " of conv-stack: there it is "
                + image.sizes().get(1) + " x " + image.sizes().get(2) + ", ";
    }
}
