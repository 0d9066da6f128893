package dev.regimen.model.net;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The greatest value of each channel in windows that lie side by side, a part of nets. */
final class MaxPooling {
    /** Fewer numbers are pooled sooner by libtorch's one operator than by several. */
    private static final long MANY = 1 << 15;

    /** So many fill a vector register. */
    private static final long CHANNELS = 8;

    private MaxPooling() {}

    /**
     * {@code [batch, channels, height, width]} to {@code [batch, channels, height / size, width / size]}. What does not
     * fill a window is left out.
     */
    static Tensor apply(Tensor images, long size) {
        // libtorch's operator also looks for the places of the maxima, which only a gradient asks for.
        boolean sooner = !images.requires_grad()
                && images.numel() >= MANY
                && images.size(1) >= CHANNELS
                && images.stride(1) == 1; // channels last
        return sooner ? maxima(maxima(images, 2, size), 3, size) : torch.max_pool2d(images, size, size);
    }

    /** Of so many neighbours along an axis. */
    private static Tensor maxima(Tensor value, long axis, long size) {
        Tensor greatest = everyNth(value, axis, 0, size);
        for (long first = 1; first < size; first++) {
            greatest = greatest.maximum(everyNth(value, axis, first, size));
        }
        return greatest;
    }

    private static Tensor everyNth(Tensor value, long axis, long first, long n) {
        long end = value.size(axis) / n * n;
        return value.slice(axis, new LongOptional(first), new LongOptional(end), n);
    }
}
