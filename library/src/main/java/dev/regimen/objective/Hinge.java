package dev.regimen.objective;

import dev.regimen.data.Batch;
import dev.regimen.model.Outputs;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The hinge loss max(0, 1 - y s) of a score s, where y is +1 for the second of two classes and -1 for the first; the
 * mean.
 *
 * @param of a module that gives scores {@code [batch, …]} or {@code [batch, …, 1]}
 * @param target a field of two classes {@code [batch, …]}
 */
public record Hinge(String of, String target) implements BinaryHead {
    private static final String NAME = "hinge";

    public Hinge {
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
        Tensor signs = labels.mul(new Scalar(2)).sub(new Scalar(1)); // 0, 1 -> -1, +1
        Tensor scores = Heads.matching(output, labels);
        return signs.mul(scores).neg().add(new Scalar(1)).relu().mean();
    }

    @Override
    public Head withOf(String module) {
        return new Hinge(module, target);
    }

    /**
     * The score read as a logit, as {@code [batch, …, 2]}. The loss does not make it one: which class is ahead can be
     * relied on, the numbers are not calibrated.
     */
    @Override
    public Tensor prediction(Tensor output) {
        return BinaryHead.super.prediction(output);
    }
}
