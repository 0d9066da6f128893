package dev.regimen.task;

import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.objective.Head;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Knows nothing: gives every class of a final head the same probability, and every number 0. It stands in for a system
 * that is not trained yet and has no weights to begin with. It says nothing at seams.
 */
public record Uninformed(Task task) implements Predictor {
    @Override
    public Predictions predict(Batch batch) {
        Map<String, Tensor> said = new LinkedHashMap<>();
        for (Head head : task.objective().heads()) {
            Field target = task.target(head);
            long[] shape = target.shape().batched(batch.size());
            int classes = target.classes().size();
            said.put(
                    head.of(),
                    target.categorical()
                            ? torch.full(
                                    LongStream.concat(LongStream.of(shape), LongStream.of(classes))
                                            .toArray(),
                                    new Scalar(1.0 / classes))
                            : torch.zeros(shape));
        }
        return new Predictions(said);
    }

    @Override
    public boolean says(String module) {
        return task.objective().heads().stream().anyMatch(head -> head.of().equals(module));
    }

    @Override
    public void close() {}
}
