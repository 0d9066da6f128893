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
public final class ModelPredictor implements Predictor {
    private final Model model;
    private final List<Head> heads;
    private final List<String> reads;

    /** @param heads what to say something about */
    public ModelPredictor(Model model, List<Head> heads) {
        this.model = model;
        this.heads = List.copyOf(heads);
        this.reads = heads.stream().map(Head::of).toList();
    }

    /** The modules whose outputs it looks at. */
    public List<String> reads() {
        return reads;
    }

    @Override
    public Predictions predict(Batch batch) {
        try (NoGradGuard guard = new NoGradGuard()) {
            Outputs outputs = model.forward(batch, reads, Set.of(), null);
            Map<String, Tensor> predictions = new LinkedHashMap<>();
            heads.forEach(head -> predictions.put(head.of(), head.prediction(outputs.of(head.of()))));
            return new Predictions(predictions);
        }
    }

    @Override
    public boolean says(String module) {
        return reads.contains(module);
    }

    @Override
    public void close() {
        model.close();
    }
}
