package dev.regimen.model;

import org.bytedeco.pytorch.Tensor;

/**
 * Of two layers, the second of which reads the first.
 *
 * @param between what it reads, where the first one's graph ends and the second one's begins
 */
record ChainRecording(Recording first, Tensor between, Recording second) implements Recording {
    @Override
    public Tensor output() {
        return second.output();
    }

    @Override
    public void backward(Tensor gradient, Way way) {
        between.mutable_grad().reset();
        second.backward(gradient, new Way(way.weights(), true, way.last()));
        first.backward(between.grad(), way);
    }
}
