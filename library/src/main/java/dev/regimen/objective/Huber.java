package dev.regimen.objective;

import dev.regimen.data.Batch;
import dev.regimen.model.Outputs;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Half the squared difference where it is small, growing only linearly where it is large, so that outliers pull less
 * (Huber 1964); the mean.
 *
 * @param of a module that gives values {@code [batch, …]} or {@code [batch, …, 1]}
 * @param target a field of real numbers {@code [batch, …]}
 * @param delta the absolute difference from which it grows linearly, above 0; 1 unless given
 */
public record Huber(String of, String target, Double delta) implements RealHead {
    private static final String NAME = "huber";
    private static final long MEAN = 1;

    public Huber {
        Heads.requireTarget(NAME, target);
        delta = delta == null ? 1.0 : delta;
        if (!(delta > 0) || delta.isInfinite()) {
            throw new IllegalArgumentException("delta is " + delta + ", but must be a number above 0");
        }
    }

    @Override
    public String kind() {
        return NAME;
    }

    @Override
    public Tensor loss(Outputs outputs, Batch batch) {
        Tensor values = batch.value(target);
        return torch.huber_loss(Heads.matching(outputs.of(of), values), values, MEAN, delta);
    }

    @Override
    public Tensor losses(Outputs outputs, Batch batch) {
        Tensor values = batch.value(target);
        return Members.means(torch.huber_loss(Heads.matching(outputs.of(of), values), values, Members.EACH, delta));
    }

    @Override
    public Head withOf(String module) {
        return new Huber(module, target, delta);
    }
}
