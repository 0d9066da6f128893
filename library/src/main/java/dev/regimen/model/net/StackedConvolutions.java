package dev.regimen.model.net;

import dev.regimen.model.StackedWeights;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * The convolutions of a conv-stack of several members at once: each member is a group of channels.
 *
 * @param weights as {@link ConvBlock} declares them
 */
record StackedConvolutions(ConvStack settings, StackedWeights weights) {
    private static final long[] ONE = {1, 1};
    private static final long[] NONE = {0, 0};

    /**
     * @param images {@code [members, batch, channels, height, width]}
     * @return the same with the last convolution's channels
     */
    Tensor apply(Tensor images) {
        Tensor value = images.transpose(0, 1).flatten(1, 2).contiguous(MemoryFormat.ChannelsLast);
        for (int i = 0; i < settings.channels().size(); i++) {
            value = ConvBlock.activated(settings, block(i, value)); // [batch, members * channels, height, width]
        }
        return value.unflatten(1, weights.members(), -1).transpose(0, 1);
    }

    private Tensor block(int index, Tensor input) {
        long padding = settings.padding().of(settings.kernelSize());
        Tensor value = convolved("convolution." + index, input, new long[] {padding, padding});
        if (!settings.residual()) {
            return value;
        }
        String projection = "projection." + index;
        boolean projects = weights.has(projection + ".kernel");
        return value.add(projects ? convolved(projection, input, NONE) : input);
    }

    private Tensor convolved(String name, Tensor input, long[] padding) {
        try (TensorOptional bias = new TensorOptional(weights.joined(name + ".bias"))) {
            return torch.conv2d(input, weights.joined(name + ".kernel"), bias, ONE, padding, ONE, weights.members());
        }
    }
}
