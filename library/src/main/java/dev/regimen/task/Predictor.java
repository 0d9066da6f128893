package dev.regimen.task;

import dev.regimen.data.Batch;
import java.util.Set;

/** A trained system: a model, or an ensemble of them. */
public interface Predictor extends AutoCloseable {
    /**
     * Predicts without gradients and in evaluation mode, by the thread that asks: it may have a scope open.
     *
     * @return predictions in the caller's scope
     */
    Predictions predict(Batch batch);

    /**
     * Whether it predicts what this module is to say. One that was not trained as a model with such a module may have
     * nothing to say at a seam; of the final heads it always has.
     */
    default boolean says(String module) {
        return true;
    }

    /**
     * The fields of the validation examples that its final predictions are fitted to beside its training, such as by an
     * ensemble's combiner; none if they are not.
     */
    default Set<String> fittedTo() {
        return Set.of();
    }

    @Override
    void close();
}
