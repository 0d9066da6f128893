package dev.regimen.ensemble;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The most common prediction: each member votes for its most probable class. The combined probabilities are the shares
 * of votes; a tie goes to the class with the greater mean of probabilities among those tied, and between equals to the
 * first.
 */
public record MajorityVote() implements CombinerSettings {
    /** Too little to outweigh a vote, enough to decide between classes with as many. */
    private static final double TIE_BREAK = 1e-4;

    @Override
    public Combiner fit(HeldOut heldOut) {
        if (!heldOut.categorical()) {
            throw new IllegalArgumentException(
                    "majority-vote needs classes, but the targets are real numbers; use mean for those");
        }
        return MajorityVote::vote;
    }

    /** {@code [members, batch, …, classes]} to {@code [batch, …, classes]}. */
    private static Tensor vote(Tensor probabilities) {
        Tensor votes = torch.one_hot(probabilities.argmax(new LongOptional(-1), false), probabilities.size(-1))
                .to(ScalarType.Float)
                .mean(0);
        Tensor mean = probabilities.mean(0);
        return votes.mul(new Scalar(1 - TIE_BREAK)).add(mean.mul(new Scalar(TIE_BREAK)));
    }
}
