package dev.regimen.task;

import dev.regimen.data.Batch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A predictor whose predictions are means of another's, under other names. Closing it closes the other.
 *
 * @param inner makes the predictions
 * @param sources for each name, those of the inner predictor whose mean it is
 */
public record AveragedPredictor(Predictor inner, Map<String, List<String>> sources) implements Predictor {
    @Override
    public Predictions predict(Batch batch) {
        Predictions found = inner.predict(batch);
        try (NoGradGuard guard = new NoGradGuard()) {
            Map<String, Tensor> means = new LinkedHashMap<>();
            sources.forEach((name, modules) -> {
                if (modules.stream().allMatch(found::has)) {
                    means.put(name, mean(found, modules));
                }
            });
            return new Predictions(means);
        }
    }

    @Override
    public boolean says(String module) {
        return sources.containsKey(module) && sources.get(module).stream().allMatch(inner::says);
    }

    @Override
    public Set<String> fittedTo() {
        return inner.fittedTo();
    }

    private static Tensor mean(Predictions predictions, List<String> modules) {
        Tensor[] each = modules.stream().map(predictions::of).toArray(Tensor[]::new);
        return torch.stack(new TensorVector(each), 0).mean(0); // [modules, batch, …] -> [batch, …]
    }

    @Override
    public void close() {
        inner.close();
    }
}
