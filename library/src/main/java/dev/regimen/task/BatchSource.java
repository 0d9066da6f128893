package dev.regimen.task;

import dev.regimen.data.Batch;
import dev.regimen.model.Model;
import java.util.OptionalLong;

/**
 * Where training batches come from, one after another without end: a data set, a generator, or an environment that the
 * current model acts in. Its state is saved with a checkpoint, so that a resumed run sees the batches it would have
 * seen.
 */
public interface BatchSource {
    /**
     * @param current the model being trained; only an environment asks it anything
     * @return the next batch, in the caller's scope
     */
    Batch next(Model current);

    /** How many examples every batch has. */
    int batchSize();

    /** How many examples are seen before any is seen again; nothing if they are made as they are needed. */
    default OptionalLong population() {
        return OptionalLong.empty();
    }

    /** All that the next batches depend on. */
    byte[] state();

    /** Goes back to a state that a source with the same settings was in. */
    void restore(byte[] state);
}
