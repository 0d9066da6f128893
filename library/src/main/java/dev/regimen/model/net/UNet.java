package dev.regimen.model.net;

import dev.regimen.data.Field;
import dev.regimen.model.Layer;
import dev.regimen.model.Net;
import dev.regimen.model.Weights;
import java.util.List;
import java.util.Optional;

/**
 * A U-Net (Ronneberger, Fischer and Brox, MICCAI 2015): images {@code [batch, channels, height, width]} to a row of
 * numbers for every pixel, {@code [batch, height, width, outputs]}. Levels of convolutions halve height and width by
 * max pooling, then double them again, each level on the way up seeing also what its level on the way down gave. Unlike
 * the published one it pads, so that images keep their size. The outputs are passed on as they are: logits, not
 * probabilities.
 *
 * @param channels of each level, from the image's own size down to the smallest; at least two
 * @param convolutions in each level, both ways; 2 unless given
 * @param kernelSize height and width of the kernels, odd; 3 unless given
 * @param batchNorm whether batch norm follows each convolution; false unless given
 * @param activation of all convolutions; relu unless given
 * @param dropout the rate of dropping at the smallest level, from 0 to below 1; 0 unless given
 * @param outputs how many numbers it gives for each pixel; unless given, the channels of the first level
 */
public record UNet(
        List<Integer> channels,
        Integer convolutions,
        Integer kernelSize,
        Boolean batchNorm,
        Activation activation,
        Double dropout,
        Optional<Integer> outputs)
        implements Net {
    /** @throws IllegalArgumentException if a setting is out of range; the message names the key */
    public UNet {
        Hourglass.Plan plan = new Hourglass.Plan(
                "unet", true, channels, convolutions, kernelSize, batchNorm, activation, dropout, outputs);
        channels = plan.channels();
        convolutions = plan.convolutions();
        kernelSize = plan.kernelSize();
        batchNorm = plan.batchNorm();
        activation = plan.activation();
        dropout = plan.dropout();
        outputs = plan.outputs();
    }

    /** One with these outputs and levels, and defaults for the rest. */
    public static UNet of(int outputs, List<Integer> channels) {
        return new UNet(channels, null, null, null, null, null, Optional.of(outputs));
    }

    @Override
    public Layer build(List<Field> inputs, Weights weights) {
        return new Hourglass.Plan(
                        "unet", true, channels, convolutions, kernelSize, batchNorm, activation, dropout, outputs)
                .build(inputs, weights);
    }
}
