package dev.regimen.learner;

import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.task.Predictions;
import dev.regimen.task.Predictor;
import dev.regimen.torch.TensorData;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A predictor that is no model: it says what one module is to say, and nothing at seams.
 *
 * @param module whose output it predicts
 * @param target what that is about; one class or number for an example
 */
public record FittedPredictor(Fitted fitted, Inputs inputs, String module, Field target) implements Predictor {
    @Override
    public Predictions predict(Batch batch) {
        double[][] rows = inputs.of(batch);
        int width = Math.max(1, target.classes().size());
        float[] said = new float[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            double[] one = fitted.predict(rows[i]);
            for (int j = 0; j < width; j++) {
                said[i * width + j] = (float) one[j];
            }
        }
        long[] shape = target.shape().batched(rows.length);
        long[] whole = target.categorical()
                ? LongStream.concat(LongStream.of(shape), LongStream.of(width)).toArray()
                : shape;
        return new Predictions(Map.of(module, TensorData.floats(said, whole)));
    }

    @Override
    public boolean says(String name) {
        return module.equals(name);
    }

    @Override
    public void close() {}
}
