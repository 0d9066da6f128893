package dev.regimen.task;

import dev.regimen.data.Batch;

/** A trained system: a model, or an ensemble of them. */
public interface Predictor extends AutoCloseable {
    /**
     * Predicts without gradients and in evaluation mode.
     *
     * @return predictions in the caller's scope
     */
    Predictions predict(Batch batch);

    @Override
    void close();
}
