package dev.regimen.model;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * A function of several members at once, with their weights built in. libtorch's graph is cut before and after it, so
 * that a layer may take its gradient itself where that is faster.
 */
@FunctionalInterface
public interface StackedLayer {
    /**
     * @param inputs {@code [members, batch, …]} each
     * @return in the caller's scope
     */
    Recording record(List<Tensor> inputs, Pass pass);

    /** One without weights whose gradient libtorch takes. */
    static StackedLayer of(Layer layer) {
        return (inputs, pass) -> new GraphRecording(List.of(), inputs, layer.forward(inputs, pass));
    }

    /** One whose gradient libtorch takes, with some of these weights. */
    static StackedLayer of(Layer layer, StackedWeights weights) {
        return (inputs, pass) -> new GraphRecording(weights.learning(), inputs, layer.forward(inputs, pass));
    }

    /** One after another. */
    static StackedLayer of(StackedLayer first, StackedLayer second) {
        return (inputs, pass) -> {
            Recording before = first.record(inputs, pass);
            Tensor between = before.output().set_requires_grad(true);
            return new ChainRecording(before, between, second.record(List.of(between), pass));
        };
    }
}
