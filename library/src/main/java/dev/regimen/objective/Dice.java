package dev.regimen.objective;

import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.model.Outputs;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The soft Dice loss: 1 less the mean over classes of (2 Σ p t + s) / (Σ p + Σ t + s), where p are the probabilities of
 * the class, t is 1 where it is the target and 0 elsewhere, and the sums run over all items (pixels) of the batch
 * (Milletari, Navab and Ahmadi, "V-Net", 3DV 2016, without the squares). Classes weigh the same however rare they are.
 *
 * @param of a module that gives logits {@code [batch, …, classes]}
 * @param target a field of classes {@code [batch, …]}
 * @param smooth s, which keeps classes that do not occur in a batch from counting much; above 0, 1 unless given
 * @param ignoreIndex the class that stands for no target; none unless given. Targets that are {@link Field#UNLABELLED}
 *     are never counted
 */
public record Dice(String of, String target, Double smooth, Optional<Integer> ignoreIndex) implements ClassHead {
    private static final String NAME = "dice";

    public Dice {
        Heads.requireTarget(NAME, target);
        smooth = smooth == null ? 1.0 : smooth;
        ignoreIndex = ignoreIndex == null ? Optional.empty() : ignoreIndex;
        if (!(smooth > 0) || smooth.isInfinite()) {
            throw new IllegalArgumentException("smooth of dice is " + smooth + ", but must be a number above 0");
        }
    }

    /** With defaults. */
    public Dice(String of, String target) {
        this(of, target, null, Optional.empty());
    }

    @Override
    public String kind() {
        return NAME;
    }

    @Override
    public Tensor loss(Outputs outputs, Batch batch) {
        Tensor logits = outputs.of(of);
        long classes = logits.size(-1);
        Tensor labels = Heads.known(batch.value(target).reshape(-1), ignoreIndex);
        Tensor counts = labels.ge(new Scalar(0)).unsqueeze(1).to(logits.scalar_type()); // [rows, 1]
        Tensor probabilities = logits.reshape(-1, classes).softmax(-1).mul(counts);
        Tensor targets = torch.one_hot(labels.clamp_min(new Scalar(0)), classes)
                .to(logits.scalar_type())
                .mul(counts);
        Tensor both = probabilities.mul(targets).sum(0);
        Tensor each = probabilities.sum(0).add(targets.sum(0));
        Scalar small = new Scalar(smooth);
        return both.mul(new Scalar(2))
                .add(small)
                .div(each.add(small))
                .mean()
                .neg()
                .add(new Scalar(1));
    }

    @Override
    public Head withOf(String module) {
        return new Dice(module, target, smooth, ignoreIndex);
    }

    @Override
    public Head withIgnoreIndex(Optional<Integer> index) {
        return new Dice(of, target, smooth, index);
    }
}
