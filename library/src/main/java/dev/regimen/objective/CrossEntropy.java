package dev.regimen.objective;

import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.Outputs;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Cross-entropy between the classes' softmax and the target class, the mean over examples (and items), in nats.
 *
 * @param of a module that gives logits {@code [batch, …, classes]}
 * @param target a field of classes {@code [batch, …]}
 */
public record CrossEntropy(String of, String target) implements Head {
    @Override
    public Tensor loss(Outputs outputs, Batch batch) {
        Tensor logits = outputs.of(of);
        long classes = logits.size(-1);
        // [batch, …, classes] -> [batch * …, classes]
        return torch.cross_entropy_loss(
                logits.reshape(-1, classes), batch.value(target).reshape(-1));
    }

    @Override
    public Tensor prediction(Tensor output) {
        return output.softmax(-1);
    }

    @Override
    public void check(Map<String, Field> fields) {
        Field labels = Heads.field(fields, this, target);
        Field logits = Heads.field(fields, this, of);
        if (!labels.categorical()) {
            throw new IllegalArgumentException("cross-entropy needs classes, but '" + target + "' is " + labels);
        }
        Shape shape = labels.shape();
        java.util.List<Long> expected = new java.util.ArrayList<>(shape.sizes());
        expected.add((long) labels.classes().size());
        if (!logits.shape().sizes().equals(expected)) {
            throw new IllegalArgumentException("cross-entropy of module '" + of + "' on '" + target + "' (" + labels
                    + ") needs logits of shape " + expected + ", but the module gives " + logits.shape());
        }
    }
}
