package dev.regimen.model.net;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.Layer;
import dev.regimen.model.Pass;
import dev.regimen.model.Weights;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * An image through levels that are each half as high and wide as the one before, and back up to its own size: what unet
 * and encoder-decoder have in common.
 *
 * @param down the levels on the way down, the last being the bottom
 * @param up those on the way up, the lowest first
 */
record Hourglass(Plan plan, List<ConvLevel> down, List<Rise> up, Optional<Dense> outputs) {
    private static final int HALF = 2;

    /**
     * What it is like; checked and with its defaults.
     *
     * @param net the name of the net whose settings these are
     * @param skips whether a level on the way up also sees what its level on the way down gave
     */
    record Plan(
            String net,
            boolean skips,
            List<Integer> channels,
            Integer convolutions,
            Integer kernelSize,
            Boolean batchNorm,
            Activation activation,
            Double dropout,
            Optional<Integer> outputs) {
        Plan {
            channels = Settings.sizes(net, "channels", channels);
            convolutions = Settings.positive(net, "convolutions", Settings.orElse(convolutions, 2));
            kernelSize = Settings.positive(net, "kernel-size", Settings.orElse(kernelSize, 3));
            batchNorm = Settings.orElse(batchNorm, false);
            activation = Settings.orElse(activation, Activation.RELU);
            dropout = Settings.dropout(net, dropout);
            outputs = Settings.optional(net, "outputs", outputs);
            if (channels.size() < 2) {
                throw new IllegalArgumentException(
                        net + " needs 'channels', a list of at least two whole numbers from 1, one for each level");
            }
            if (kernelSize % 2 == 0) {
                throw new IllegalArgumentException("kernel-size of " + net + " is " + kernelSize
                        + ", but must be odd, so that an image keeps its size");
            }
        }

        Convolution.Form form() {
            return new Convolution.Form(kernelSize, Padding.SAME, !batchNorm, Initialisation.UNIFORM);
        }

        Layer build(List<Field> inputs, Weights weights) {
            Shape image = Inputs.withAxes(net, inputs, "channels", "height", "width");
            int multiple = 1 << (channels.size() - 1);
            if (image.sizes().get(1) % multiple != 0 || image.sizes().get(2) % multiple != 0) {
                throw new IllegalArgumentException(net + " with " + channels.size() + " levels halves an image "
                        + (channels.size() - 1) + " times, so that its height and width must be multiples of "
                        + multiple + ", but got " + image.sizes().get(1) + " x "
                        + image.sizes().get(2));
            }
            Hourglass hourglass = declare(weights, image, this);
            return (values, pass) -> hourglass.apply(values.get(0), pass);
        }
    }

    /**
     * A level on the way up.
     *
     * @param kernel {@code [below, channels, 2, 2]}, which makes four pixels of each one
     * @param bias {@code [channels]}
     */
    private record Rise(Tensor kernel, Tensor bias, ConvLevel level) {
        private static final long[] TWO = {HALF, HALF};
        private static final long[] ZERO = {0, 0};

        /**
         * @param below {@code [channels, height, width]} of the level below
         * @param result the same of this level
         */
        static Rise declare(Weights weights, String name, Shape below, Shape result, Plan plan) {
            long in = below.sizes().get(0);
            int out = result.sizes().get(0).intValue();
            double bound = 1 / Math.sqrt((double) in);
            Tensor kernel = weights.kernel(name + ".rise.kernel", bound, in, out, HALF, HALF);
            weights.countFlops(2.0 * in * result.elements());
            Shape seen = plan.skips
                    ? Shape.of(2L * out, result.sizes().get(1), result.sizes().get(2))
                    : result;
            return new Rise(
                    kernel,
                    weights.uniform(name + ".rise.bias", bound, out),
                    ConvLevel.declare(weights, name, seen, out, plan));
        }

        /** @param beside what the level on the way down gave, or null not to see it */
        Tensor apply(Tensor below, Tensor beside, Pass pass) {
            Tensor risen;
            try (TensorOptional shift = new TensorOptional(bias)) {
                risen = torch.conv_transpose2d(below, kernel, shift, TWO, ZERO, ZERO, 1, 1, 1);
            }
            return level.apply(beside == null ? risen : torch.cat(new TensorVector(beside, risen), 1), pass);
        }
    }

    private static Hourglass declare(Weights weights, Shape image, Plan plan) {
        List<ConvLevel> down = new ArrayList<>();
        List<Rise> up = new ArrayList<>();
        Deque<Shape> above = new ArrayDeque<>();
        Shape shape = image;
        for (int i = 0; i < plan.channels.size(); i++) {
            if (i > 0) {
                above.push(shape);
                shape = Shape.of(
                        shape.sizes().get(0),
                        shape.sizes().get(1) / HALF,
                        shape.sizes().get(2) / HALF);
            }
            int channels = plan.channels.get(i);
            down.add(ConvLevel.declare(weights, "down." + i, shape, channels, plan));
            shape = Shape.of(channels, shape.sizes().get(1), shape.sizes().get(2));
        }
        while (!above.isEmpty()) {
            Shape result = above.pop();
            up.add(Rise.declare(weights, "up." + above.size(), shape, result, plan));
            shape = result;
        }
        Optional<Dense> outputs =
                plan.outputs.map(size -> Dense.declare(weights, "outputs", plan.channels.get(0), size));
        outputs.ifPresent(dense -> weights.countFlops(
                dense.flops() * image.sizes().get(1) * image.sizes().get(2)));
        return new Hourglass(plan, down, up, outputs);
    }

    /** {@code [batch, channels, height, width]} to {@code [batch, height, width, outputs]}. */
    private Tensor apply(Tensor images, Pass pass) {
        Deque<Tensor> beside = new ArrayDeque<>();
        Tensor value = down.get(0).apply(Convolution.channelsLast(images), pass);
        for (ConvLevel level : down.subList(1, down.size())) {
            beside.push(value);
            value = level.apply(MaxPooling.apply(value, HALF), pass);
        }
        value = new Dropout(plan.dropout).apply(value, pass);
        for (Rise rise : up) {
            Tensor level = beside.pop();
            value = rise.apply(value, plan.skips ? level : null, pass);
        }
        Tensor pixels =
                value.permute(0, 2, 3, 1); // [batch, channels, height, width] -> [batch, height, width, channels]
        return outputs.isPresent() ? outputs.get().apply(pixels) : pixels;
    }
}
