package dev.regimen.ensemble;

import dev.regimen.data.Field;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The most common prediction: each member votes for its most probable class, between equally probable ones for the
 * first. The combined probabilities are the shares of votes. A tie goes to the class with the greatest mean of
 * probabilities among those tied, and between equals to the first; the winner is given a ten-thousandth of the votes
 * more, so that it is also the most probable. Where a member's probabilities are not finite, there is no result but
 * NaN, as with the mean.
 */
public record MajorityVote() implements CombinerSettings {
    private static final double WINNERS_PREMIUM = 1e-4;

    @Override
    public Combiner fit(HeldOut heldOut) {
        if (!heldOut.categorical()) {
            throw new IllegalArgumentException(
                    "majority-vote needs classes, but the targets are real numbers; use mean for those");
        }
        return MajorityVote::vote;
    }

    @Override
    public boolean suits(Field target) {
        return target.categorical();
    }

    /** {@code [members, batch, …, classes]} to {@code [batch, …, classes]}. */
    private static Tensor vote(Tensor probabilities) {
        long classes = probabilities.size(-1);
        Tensor ballots = torch.one_hot(probabilities.argmax(new LongOptional(-1), false), classes);
        Tensor votes = ballots.sum(0);
        Tensor behind = votes.lt(votes.amax(new long[] {-1}, true));
        Tensor winner =
                probabilities.mean(0).masked_fill(behind, new Scalar(-1)).argmax(new LongOptional(-1), false);
        Tensor shares = ballots.to(ScalarType.Float).mean(0).mul(new Scalar(1 - WINNERS_PREMIUM));
        Tensor result = shares.add(torch.one_hot(winner, classes).mul(new Scalar(WINNERS_PREMIUM)));
        Tensor unknown = probabilities.isfinite().logical_not().any(0).any(-1, true); // [batch, …, 1]
        return result.masked_fill(unknown, new Scalar(Double.NaN));
    }
}
