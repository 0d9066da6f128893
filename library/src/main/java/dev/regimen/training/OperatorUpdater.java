package dev.regimen.training;

import dev.regimen.torch.NativeOperator;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.bytedeco.pytorch.Context;
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
                move();
                slots.release();
            }
        }
    }

    /**
     * What is remembered of a parameter whose gradient has become zero, as behind a unit that no longer fires, shrinks
     * in every step. Numbers that have become too small for full precision make a step many times slower, so here they
     * become zero; only here, because Java's own numbers must not.
     */
    private void move() {
        Context.setFlushDenormal(true);
        try {
            operators.forEach(NativeOperator::run);
        } finally {
            Context.setFlushDenormal(false);
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
