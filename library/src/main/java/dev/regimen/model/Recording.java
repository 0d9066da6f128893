package dev.regimen.model;

import org.bytedeco.pytorch.Tensor;

/** What a layer of several members made of its inputs, and the way back from there. In the scope of the step. */
public interface Recording {
    /** {@code [members, batch, …]}, outside of libtorch's graph. */
    Tensor output();

    /**
     * Takes the gradient back: adds to that of the weights, and leaves that of the inputs in these.
     *
     * @param gradient of a loss with respect to the output, of the same shape
     * @param way where it is wanted
     */
    void backward(Tensor gradient, Way way);

    /**
     * Where a gradient is wanted.
     *
     * @param weights whether at the layer's own weights
     * @param inputs whether at what comes before the layer
     * @param last whether nothing else will come back this way
     */
    record Way(boolean weights, boolean inputs, boolean last) {}
}
