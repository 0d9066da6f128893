package dev.regimen.ensemble;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.objective.Head;
import dev.regimen.task.Predictions;
import dev.regimen.task.Predictor;
import dev.regimen.task.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Several predictors whose predictions are combined, head by head. Closing it closes the members. */
public final class EnsemblePredictor implements Predictor {
    private final List<Predictor> members;
    private final Map<String, Combiner> combiners = new LinkedHashMap<>();

    /**
     * Fits the combiner of every head on the task's validation examples.
     *
     * @param members at least one; this object owns them from now on
     */
    public EnsemblePredictor(List<Predictor> members, CombinerSettings settings, Task task) {
        this.members = List.copyOf(members);
        Dataset validation = task.examples().validation();
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Batch all = validation.slice(0, Math.toIntExact(validation.size()));
            List<Predictions> predictions =
                    this.members.stream().map(member -> member.predict(all)).toList();
            for (Head head : task.heads()) {
                HeldOut heldOut = new HeldOut(
                        stack(predictions, head.of()),
                        all.value(head.target()),
                        task.target(head).categorical());
                combiners.put(head.of(), settings.fit(heldOut));
            }
        }
    }

    @Override
    public Predictions predict(Batch batch) {
        try (NoGradGuard guard = new NoGradGuard()) {
            List<Predictions> predictions =
                    members.stream().map(member -> member.predict(batch)).toList();
            Map<String, Tensor> combined = new LinkedHashMap<>();
            combiners.forEach((module, combiner) -> combined.put(module, combiner.combine(stack(predictions, module))));
            return new Predictions(combined);
        }
    }

    /** {@code [members, batch, …]}. */
    private static Tensor stack(List<Predictions> predictions, String module) {
        Tensor[] each = predictions.stream().map(one -> one.of(module)).toArray(Tensor[]::new);
        return torch.stack(new TensorVector(each), 0);
    }

    @Override
    public void close() {
        members.forEach(Predictor::close);
    }
}
