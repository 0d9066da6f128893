package dev.regimen.model.net;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.Layer;
import dev.regimen.model.Pass;
import dev.regimen.model.StackableNet;
import dev.regimen.model.StackedLayer;
import dev.regimen.model.StackedWeights;
import dev.regimen.model.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Convolutions one after another over images {@code [batch, channels, height, width]}, each followed by an activation
 * and max pooling; then, if outputs are asked for, fully connected layers to {@code [batch, outputs]}. The outputs are
 * passed on as they are: logits, not probabilities. Without outputs it gives images.
 *
 * @param channels how many channels each convolution gives, first to last
 * @param kernelSize height and width of the kernels; 3 unless given
 * @param padding same (the image keeps its size in a convolution) unless given; or none
 * @param pool height and width of what is pooled into one number, 1 for no pooling; 2 unless given
 * @param batchNorm whether batch norm follows each convolution; false unless given
 * @param residual whether each convolution's input is added to its result (He et al. 2016), through a 1 x 1 convolution
 *     where the numbers of channels differ; false unless given
 * @param hidden sizes of fully connected layers before the outputs; none unless given
 * @param outputs how many numbers it gives; images unless given
 * @param activation of hidden layers, and of convolutions that are not given another; relu unless given
 * @param dropout the rate of dropping before every fully connected layer, from 0 to below 1; 0 unless given
 * @param convolutionActivation of convolutions; {@code activation} unless given
 * @param initialisation of all layers; uniform unless given
 * @param firstDeviation of the first convolution's weights, which are then drawn from a normal distribution that is cut
 *     at two standard deviations; by the initialisation unless given
 */
public record ConvStack(
        List<Integer> channels,
        Integer kernelSize,
        Padding padding,
        Integer pool,
        Boolean batchNorm,
        Boolean residual,
        List<Integer> hidden,
        Optional<Integer> outputs,
        Activation activation,
        Double dropout,
        Activation convolutionActivation,
        Initialisation initialisation,
        Optional<Double> firstDeviation)
        implements StackableNet {
    private static final String NAME = "conv-stack";

    public ConvStack {
        channels = Settings.sizes(NAME, "channels", channels);
        kernelSize = Settings.positive(NAME, "kernel-size", Settings.orElse(kernelSize, 3));
        padding = Settings.orElse(padding, Padding.SAME);
        pool = Settings.positive(NAME, "pool", Settings.orElse(pool, 2));
        batchNorm = Settings.orElse(batchNorm, false);
        residual = Settings.orElse(residual, false);
        hidden = Settings.sizes(NAME, "hidden", hidden);
        outputs = Settings.optional(NAME, "outputs", outputs);
        activation = Settings.orElse(activation, Activation.RELU);
        dropout = Settings.dropout(NAME, dropout);
        convolutionActivation = Settings.orElse(convolutionActivation, activation);
        initialisation = Settings.orElse(initialisation, Initialisation.UNIFORM);
        firstDeviation = firstDeviation == null ? Optional.empty() : firstDeviation;
        firstDeviation
                .filter(deviation -> !(deviation > 0) || deviation.isInfinite())
                .ifPresent(deviation -> {
                    throw new IllegalArgumentException(
                            "first-deviation of conv-stack is " + deviation + ", but must be a number above 0");
                });
        check(channels, kernelSize, padding, residual);
        if (outputs.isEmpty() && (!hidden.isEmpty() || dropout > 0)) {
            throw new IllegalArgumentException("'" + (hidden.isEmpty() ? "dropout" : "hidden")
                    + "' of conv-stack is about fully connected layers, which it has only with 'outputs'");
        }
    }

    /** One with the same activation everywhere that is initialised as usual. */
    public ConvStack(
            List<Integer> channels,
            Integer kernelSize,
            Padding padding,
            Integer pool,
            Boolean batchNorm,
            Boolean residual,
            List<Integer> hidden,
            Optional<Integer> outputs,
            Activation activation,
            Double dropout) {
        this(
                channels,
                kernelSize,
                padding,
                pool,
                batchNorm,
                residual,
                hidden,
                outputs,
                activation,
                dropout,
                null,
                null,
                null);
    }

    /** One with these outputs and defaults for the rest. */
    public static ConvStack of(int outputs, int... channels) {
        return new ConvStack(
                IntStream.of(channels).boxed().toList(),
                null,
                null,
                null,
                null,
                null,
                null,
                Optional.of(outputs),
                null,
                null);
    }

    @Override
    public Layer build(List<Field> inputs, Weights weights) {
        Shape shape = Inputs.withAxes(NAME, inputs, "channels", "height", "width");
        List<ConvBlock> blocks = blocks(shape, weights);
        if (outputs.isEmpty()) {
            return (values, pass) -> convolve(blocks, values.get(0), pass);
        }
        long width = blocks.get(blocks.size() - 1).output().elements();
        Dropout dropping = new Dropout(dropout);
        DenseStack end = DenseStack.declare(
                weights,
                width,
                new DenseStack.Plan(hidden, outputs.get(), activation, initialisation, dropping, false));
        return (values, pass) -> {
            Tensor images = convolve(blocks, values.get(0), pass);
            return end.apply(
                    dropping.apply(images.reshape(-1, width), pass), pass); // [batch, c, h, w] -> [batch, c * h * w]
        };
    }

    @Override
    public Optional<String> hindrance() {
        return Settings.hindrance(dropout, batchNorm);
    }

    @Override
    public StackedLayer stacked(List<Field> inputs, StackedWeights weights) {
        StackedConvolutions convolutions = new StackedConvolutions(this, weights);
        if (outputs.isEmpty()) {
            return StackedLayer.of((values, pass) -> convolutions.apply(values.get(0)), weights);
        }
        StackedLayer first = StackedLayer.of(
                (values, pass) -> convolutions.apply(values.get(0)).flatten(2, -1), weights);
        return StackedLayer.of(first, new StackedDense(weights, hidden.size(), activation));
    }

    /** @param image {@code [channels, height, width]} */
    List<ConvBlock> blocks(Shape image, Weights weights) {
        List<ConvBlock> blocks = new ArrayList<>();
        Shape shape = image;
        for (int i = 0; i < channels.size(); i++) {
            blocks.add(ConvBlock.declare(this, i, shape, weights));
            shape = blocks.get(i).output();
        }
        return blocks;
    }

    private static Tensor convolve(List<ConvBlock> blocks, Tensor images, Pass pass) {
        return convolve(blocks, images, pass, BlockedLayout.suits(images, blocks, pass));
    }

    /** @param blocked how the images lie in between */
    static Tensor convolve(List<ConvBlock> blocks, Tensor images, Pass pass, boolean blocked) {
        Tensor value = blocked ? BlockedLayout.enter(images) : Convolution.channelsLast(images);
        for (ConvBlock block : blocks) {
            value = block.apply(value, pass);
        }
        return blocked ? BlockedLayout.leave(value) : value;
    }

    /** What its convolutions are like. */
    Convolution.Form form(int index) {
        Convolution.Form form = new Convolution.Form(kernelSize, padding, !batchNorm, initialisation);
        return index == 0 ? form.withDeviation(firstDeviation) : form;
    }

    private static void check(List<Integer> channels, int kernelSize, Padding padding, boolean residual) {
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("conv-stack needs 'channels', a list of whole numbers from 1");
        }
        if (padding == Padding.SAME && kernelSize % 2 == 0) {
            throw new IllegalArgumentException(
                    "kernel-size of conv-stack is " + kernelSize + ", but must be odd, or padding none");
        }
        if (padding == Padding.NONE && residual) {
            throw new IllegalArgumentException(
                    "'residual' of conv-stack needs 'padding: same': without padding a convolution's "
                            + "result is smaller than its input");
        }
    }
}
