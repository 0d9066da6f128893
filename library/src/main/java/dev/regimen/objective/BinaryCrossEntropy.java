package dev.regimen.objective;

import dev.regimen.data.Batch;
import dev.regimen.model.Outputs;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/**
 * Cross-entropy of one logit, that of the second of two classes, against the target class; the mean, in nats.
 *
 * @param of a module that gives logits {@code [batch, …]} or {@code [batch, …, 1]}
 * @param target a field of two classes {@code [batch, …]}
 */
public record BinaryCrossEntropy(String of, String target) implements BinaryHead {
    private static final String NAME = "binary-cross-entropy";

    public BinaryCrossEntropy {
        Heads.requireTarget(NAME, target);
    }

    @Override
    public String kind() {
        return NAME;
    }

    @Override
    public Tensor loss(Outputs outputs, Batch batch) {
        Tensor output = outputs.of(of);
        Tensor labels = Heads.numbers(batch.value(target), output);
        return torch.binary_cross_entropy_with_logits(Heads.matching(output, labels), labels);
    }

    @Override
    public Tensor losses(Outputs outputs, Batch batch) {
        Tensor output = outputs.of(of);
        Tensor labels = Heads.numbers(batch.value(target), output);
        return Members.means(torch.binary_cross_entropy_with_logits(
                Heads.matching(output, labels), labels, new TensorOptional(), new TensorOptional(), Members.EACH));
    }

    @Override
    public Head withOf(String module) {
        return new BinaryCrossEntropy(module, target);
    }
}
