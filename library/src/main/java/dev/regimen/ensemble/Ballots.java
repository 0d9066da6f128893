package dev.regimen.ensemble;

import dev.regimen.data.Field;
import dev.regimen.metric.Answers;
import java.util.Optional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Votes, and how they are counted. */
final class Ballots {
    private static final double WINNERS_PREMIUM = 1e-4;

    private Ballots() {}

    /** Why votes, ranks and the like do not suit a target that has no classes. */
    static Optional<String> withoutClasses(String combiner, Field target) {
        return target.categorical()
                ? Optional.empty()
                : Optional.of(combiner + " needs classes, but the targets are real numbers; use mean for those");
    }

    /**
     * One vote of each member, for the class that it holds most probable; between equally probable ones the first, but
     * where all are, the vote is divided between them.
     *
     * @param probabilities {@code [members, …, classes]}
     * @return the same shape, 1 for that class and 0 for the others
     */
    static Tensor cast(Tensor probabilities) {
        long classes = probabilities.size(-1);
        Tensor votes = torch.one_hot(probabilities.argmax(new LongOptional(-1), false), classes)
                .to(ScalarType.Float);
        Tensor abstains = Answers.given(probabilities).logical_not().unsqueeze(-1);
        return votes.masked_fill(abstains, new Scalar(1.0 / classes));
    }

    /**
     * Shares of votes with a winner: of classes with equal shares the one with the greatest mean of probabilities, and
     * between equals the first. The winner is given a ten-thousandth of all votes more, so that it is also the most
     * probable.
     *
     * @param shares {@code [batch, …, classes]}, together 1
     * @param probabilities {@code [members, batch, …, classes]}
     * @return {@code [batch, …, classes]}
     */
    static Tensor decided(Tensor shares, Tensor probabilities) {
        Tensor behind = shares.lt(shares.amax(new long[] {-1}, true));
        Tensor winner =
                probabilities.mean(0).masked_fill(behind, new Scalar(-1)).argmax(new LongOptional(-1), false);
        Tensor premium = torch.one_hot(winner, shares.size(-1)).mul(new Scalar(WINNERS_PREMIUM));
        return shares.mul(new Scalar(1 - WINNERS_PREMIUM)).add(premium);
    }

    /**
     * NaN where a member's probabilities are not finite, as the mean is, and the result elsewhere.
     *
     * @param result {@code [batch, …, classes]}
     * @param probabilities {@code [members, batch, …, classes]}
     */
    static Tensor known(Tensor result, Tensor probabilities) {
        Tensor unknown = probabilities.isfinite().logical_not().any(0).any(-1, true); // [batch, …, 1]
        return result.masked_fill(unknown, new Scalar(Double.NaN));
    }
}
