package dev.regimen.objective;

import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.model.Outputs;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The focal loss -(1 - p)^γ ln p, where p is the probability of the target class, the mean over examples (and items),
 * in nats (Lin et al., ICCV 2017, equation 4). What is right already counts little.
 *
 * @param of a module that gives logits {@code [batch, …, classes]}
 * @param target a field of classes {@code [batch, …]}
 * @param gamma γ from 0, which makes it cross-entropy; 2 unless given
 * @param ignoreIndex the class that stands for no target; none unless given. Targets that are {@link Field#UNLABELLED}
 *     are never counted
 */
public record Focal(String of, String target, Double gamma, Optional<Integer> ignoreIndex) implements ClassHead {
    private static final String NAME = "focal";
    /** Nearer to 0 the slope of a root grows beyond all numbers. */
    private static final double LEAST = 1e-7;

    public Focal {
        Heads.requireTarget(NAME, target);
        gamma = gamma == null ? 2.0 : gamma;
        ignoreIndex = ignoreIndex == null ? Optional.empty() : ignoreIndex;
        if (!(gamma >= 0) || gamma.isInfinite()) {
            throw new IllegalArgumentException("gamma of focal is " + gamma + ", but must be a number from 0");
        }
    }

    /** With defaults. */
    public Focal(String of, String target) {
        this(of, target, null, Optional.empty());
    }

    @Override
    public String kind() {
        return NAME;
    }

    @Override
    public Tensor loss(Outputs outputs, Batch batch) {
        Tensor logits = outputs.of(of);
        Tensor labels = Heads.known(batch.value(target).reshape(-1), ignoreIndex);
        Tensor counts = labels.ge(new Scalar(0)).to(logits.scalar_type()); // [rows]
        Tensor given = logits.reshape(-1, logits.size(-1))
                .log_softmax(-1)
                .gather(1, labels.clamp_min(new Scalar(0)).unsqueeze(1))
                .squeeze(1); // ln p, [rows]
        Tensor focus = given.exp()
                .neg()
                .add(new Scalar(1))
                .clamp_min(new Scalar(LEAST))
                .pow(new Scalar(gamma));
        Tensor sum = focus.mul(given).mul(counts).sum().neg();
        return sum.div(counts.sum().clamp_min(new Scalar(1)));
    }

    @Override
    public Head withOf(String module) {
        return new Focal(module, target, gamma, ignoreIndex);
    }

    @Override
    public Head withIgnoreIndex(Optional<Integer> index) {
        return new Focal(of, target, gamma, index);
    }
}
