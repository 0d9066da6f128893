package dev.regimen.training;

import dev.regimen.torch.TensorBytes;
import java.util.List;
import java.util.Map;

/** Computes the steps of one training, or of several that take them together. Used by one thread. */
interface Stepper extends AutoCloseable {
    /**
     * One update of each training.
     *
     * @param batches of each
     * @param progress the part of the budget that is spent, from 0 to 1
     * @return the loss of each before; not a number if it or a gradient's norm was not finite, and then nothing of any
     *     training was moved
     */
    double[] step(Batches batches, double progress);

    /** The optimizers, of one training or of all together; closed with this. */
    Updates updates();

    /** Copies of what the optimizers remember of one of them, by name. */
    default Map<String, TensorBytes> state(int index) {
        return updates().state();
    }

    /** Takes up what the optimizers remembered of each. */
    default void restore(List<Map<String, TensorBytes>> states) {
        updates().restore(states.get(0));
    }

    @Override
    default void close() {
        updates().close();
    }

    /** The one for these. */
    static Stepper of(List<Course> courses) {
        if (courses.size() > 1) {
            return new StackedStepper(courses);
        }
        Course alone = courses.get(0);
        return DataParallelStepper.suits(alone) ? new DataParallelStepper(alone) : new SingleStepper(alone);
    }
}
