package dev.regimen.optimizer;

import dev.regimen.torch.NativeOperator;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * An optimizer whose step is a few of libtorch's operators, each on all parameters at once. Closes both.
 *
 * @param slots the parameters and what is remembered of them
 * @param operators what a step does, in order
 * @param prepare takes the step's learning rate and sets what changes from step to step; without gradients
 */
record OperatorUpdater(Slots slots, List<NativeOperator> operators, DoubleConsumer prepare) implements Updater {
    @Override
    public void step(double learningRate) {
        try (NoGradGuard guard = new NoGradGuard()) {
            if (slots.gather()) {
                prepare.accept(learningRate);
                operators.forEach(NativeOperator::run);
                slots.release();
            }
        }
    }

    @Override
    public Map<String, Tensor> state() {
        return slots.state();
    }

    @Override
    public void close() {
        operators.forEach(NativeOperator::close);
        slots.close();
    }
}
