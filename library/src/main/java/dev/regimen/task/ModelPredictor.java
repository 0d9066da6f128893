package dev.regimen.task;

import dev.regimen.data.Batch;
import dev.regimen.model.Model;
import dev.regimen.model.Outputs;
import dev.regimen.objective.Head;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** A predictor that is one model. Closing it closes the model. */
public record ModelPredictor(Model model, List<Head> heads) implements Predictor {
    /** The modules whose outputs it looks at. */
    public List<String> reads() {
        return heads.stream().map(Head::of).toList();
    }

    @Override
    public Predictions predict(Batch batch) {
        try (NoGradGuard guard = new NoGradGuard()) {
            Outputs outputs = model.forward(batch, reads(), Set.of(), null);
            Map<String, Tensor> predictions = new LinkedHashMap<>();
            heads.forEach(head -> predictions.put(head.of(), head.prediction(outputs.of(head.of()))));
            return new Predictions(predictions);
        }
    }

    @Override
    public boolean says(String module) {
        return heads.stream().anyMatch(head -> head.of().equals(module));
    }

    @Override
    public void close() {
        model.close();
    }
}
