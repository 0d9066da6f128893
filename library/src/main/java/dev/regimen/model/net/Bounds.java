package dev.regimen.model.net;

import dev.regimen.torch.TensorData;
import org.bytedeco.pytorch.Tensor;

/** How large numbers can become in a net, told from its weights. A bound that is no number tells nothing. */
final class Bounds {
    /** Numbers up to this, and what rounding makes of them, are floats. */
    static final double LARGEST = 1e37;

    /** Squares of such numbers, and sums of a thousand million of these, are floats, too. */
    static final double LARGEST_TO_SQUARE = 1e14;

    private Bounds() {}

    /** The largest absolute value; no number if one is none. */
    static double largest(Tensor values) {
        return Math.max(TensorData.toDouble(values.max()), -TensorData.toDouble(values.min()));
    }

    /**
     * The largest sum of absolute weights.
     *
     * @param kernel {@code [out, in, size, size]}
     */
    static double largestSum(Tensor kernel) {
        return TensorData.toDouble(kernel.abs().sum(1, 2, 3).max());
    }
}
