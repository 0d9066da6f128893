package dev.regimen.task;

import dev.regimen.data.Names;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * What a predictor says, by the module that says it: probabilities {@code [batch, …, classes]} or values {@code [batch,
 * …]}. Has the final heads and the seams, as far as {@link Predictor#says} holds.
 */
public record Predictions(Map<String, Tensor> byModule) {
    public Predictions {
        byModule = Map.copyOf(byModule);
    }

    /** Whether it says anything about a module. */
    public boolean has(String module) {
        return byModule.containsKey(module);
    }

    public Tensor of(String module) {
        Tensor prediction = byModule.get(module);
        if (prediction == null) {
            throw new IllegalArgumentException(Names.unknown("prediction", module, byModule.keySet()));
        }
        return prediction;
    }
}
