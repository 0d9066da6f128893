package dev.regimen.model.net;

import dev.regimen.data.Shape;
import dev.regimen.model.Weights;
import java.util.Optional;
import org.bytedeco.pytorch.GradMode;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * A convolution of images, a part of nets.
 *
 * @param kernel {@code [out, in, size, size]}
 * @param bias {@code [out]}; none before batch norm, which would take it off again
 * @param ofGreyPatches whether it is of small patches of one channel
 */
record Convolution(Tensor kernel, TensorOptional bias, long padding, boolean ofGreyPatches) {
    private static final long[] ONE = {1, 1};

    /** Larger patches take longer to be copied than is gained. */
    private static final long PATCH = 3;

    /** Fewer results of a patch take longer to be asked for. */
    private static final long RESULTS = 8;

    /**
     * What convolutions of one net have in common.
     *
     * @param deviation of the weights before training, from a normal distribution cut at two standard deviations; by
     *     the initialisation if there is none
     */
    record Form(int size, Padding padding, boolean biased, Initialisation initialisation, Optional<Double> deviation) {
        Form(int size, Padding padding, boolean biased, Initialisation initialisation) {
            this(size, padding, biased, initialisation, Optional.empty());
        }

        Form withDeviation(Optional<Double> other) {
            return new Form(size, padding, biased, initialisation, other);
        }

        private Tensor kernel(Weights weights, String name, long in, long out) {
            return deviation
                    .map(own -> weights.truncatedNormalKernel(name, own, out, in, size, size))
                    .orElseGet(() -> initialisation.kernel(weights, name, in, out, size));
        }
    }

    /** Declares {@code NAME.kernel} and {@code NAME.bias}. */
    static Convolution declare(Weights weights, String name, long in, long out, Form form) {
        int size = form.size;
        Tensor kernel = form.kernel(weights, name + ".kernel", in, out);
        Optional<Tensor> bias = form.biased
                ? Optional.of(form.initialisation.bias(weights, name + ".bias", in * size * size, out))
                : Optional.empty();
        boolean ofGreyPatches = in == 1 && size == PATCH && out >= RESULTS;
        return new Convolution(kernel, weights.optional(bias), form.padding.of(size), ofGreyPatches);
    }

    /** One that looks at each pixel alone, to change the number of channels. */
    static Convolution projecting(Weights weights, String name, long in, long out, Initialisation start) {
        return declare(weights, name, in, out, new Form(1, Padding.SAME, true, start));
    }

    /** {@code [batch, in, height, width]} to {@code [batch, out, height, width]}. */
    Tensor apply(Tensor input) {
        if (ofGreyPatches && !GradMode.is_enabled() && !BlockedLayout.has(input) && input.is_contiguous()) {
            return ofPatches(input);
        }
        return torch.conv2d(input, kernel, bias, ONE, new long[] {padding, padding}, ONE, 1);
    }

    /** @param in the largest absolute value of the images */
    double bound(double in) {
        return in * Bounds.largestSum(kernel) + (bias.has_value() ? Bounds.largest(bias.get()) : 0);
    }

    /**
     * The same by one product of matrices. For images of one channel libtorch's operators are not made: this takes half
     * the time. Its gradient would take more.
     */
    private Tensor ofPatches(Tensor images) {
        Tensor padded =
                padding == 0 ? images : torch.constant_pad_nd(images, new long[] {padding, padding, padding, padding});
        long batch = padded.size(0);
        long height = padded.size(2);
        long width = padded.size(3);
        long rows = height - PATCH + 1;
        long columns = width - PATCH + 1;
        long out = kernel.size(0);
        Tensor patches = padded.as_strided(
                        new long[] {PATCH, PATCH, batch, rows, columns},
                        new long[] {width, 1, height * width, width, 1})
                .reshape(PATCH * PATCH, -1);
        Tensor results =
                torch.linear(patches.t(), kernel.view(out, PATCH * PATCH), bias); // [batch * rows * columns, out]
        return results.as_strided(
                new long[] {batch, out, rows, columns}, new long[] {rows * columns * out, 1, columns * out, out});
    }

    /** @param result {@code [out, height, width]} */
    double flops(Shape result) {
        return 2.0 * kernel.numel() * result.sizes().get(1) * result.sizes().get(2);
    }

    /**
     * The same images with channels last in memory: max pooling is many times faster so. Images of one channel lie so
     * already, but asking them to say so does nothing: they are seen in another way, or, where a gradient passes,
     * copied. Not to be changed in place, as they may be the images themselves.
     */
    static Tensor channelsLast(Tensor images) {
        if (images.size(1) > 1) {
            return images.contiguous(MemoryFormat.ChannelsLast);
        }
        if (!images.requires_grad() && images.is_contiguous()) {
            long width = images.size(3);
            long pixels = images.size(2) * width;
            return images.as_strided(images.shape(), new long[] {pixels, 1, width, 1});
        }
        Tensor copy =
                torch.empty(images.shape(), images.options(), new MemoryFormatOptional(MemoryFormat.ChannelsLast));
        return copy.copy_(images);
    }
}
