package dev.regimen.model.net;

import dev.regimen.torch.TensorData;
import org.bytedeco.pytorch.Tensor;

/** How large numbers can become in a net, told from its weights. A bound that is no number tells nothing. */
final class Bounds {
    /** Squares of such numbers, and sums of millions of these, are floats, too. */
    static final double LARGEST = 1e15;

    private Bounds() {}

    /** The largest absolute value; no number if one is none. */
    static double largest(Tensor values) {
        return TensorData.toDouble(values.abs().max());
    }

    /**
     * The largest sum of absolute weights.
     *
     * @param kernel {@code [out, …]}
     */
    static double largestSum(Tensor kernel) {
        return TensorData.toDouble(kernel.abs().flatten(1, -1).sum(1).max());
    }
}
