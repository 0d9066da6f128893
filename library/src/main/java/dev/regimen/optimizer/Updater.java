package dev.regimen.optimizer;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * A live optimizer: the parameters it moves and what it remembers of them. Owns what it remembers. Used by one thread.
 */
public interface Updater extends AutoCloseable {
    /**
     * Moves every parameter that has a gradient; one without (not reached by the loss) is left alone, and so is what is
     * remembered of it. Gradients are already clipped, and none is computed here.
     *
     * @param learningRate for this step, with the schedule's factor
     */
    void step(double learningRate);

    /**
     * What is remembered, by name, for a checkpoint; the tensors stay this optimizer's. Restored by copying into them.
     */
    Map<String, Tensor> state();

    @Override
    void close();
}
