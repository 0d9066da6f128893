package dev.regimen.ensemble;

import dev.regimen.data.Field;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The Borda count: each member ranks the classes by its probabilities, and gives a class a point for every class below
 * it, and half a point for every other one that is equal. The result are the shares of all points; ties are decided as
 * by {@link MajorityVote}.
 */
public record RankVote() implements CombinerSettings {
    @Override
    public Combiner fit(HeldOut heldOut) {
        return RankVote::vote;
    }

    @Override
    public Optional<String> misfit(Field target) {
        return Ballots.withoutClasses("rank-vote", target);
    }

    private static Tensor vote(Tensor probabilities) {
        long classes = probabilities.size(-1);
        Tensor[] points = new Tensor[(int) classes];
        for (int i = 0; i < classes; i++) {
            Tensor own = probabilities.narrow(-1, i, 1); // [members, batch, …, 1]
            Tensor above = probabilities.lt(own).to(ScalarType.Float).sum(-1);
            Tensor equal = probabilities.eq(own).to(ScalarType.Float).sum(-1).sub(new Scalar(1));
            points[i] = above.add(equal.mul(new Scalar(0.5))).mean(0);
        }
        double all = Math.max(1, classes * (classes - 1) / 2.0);
        Tensor shares = torch.stack(new TensorVector(points), -1).div(new Scalar(all));
        return Ballots.known(Ballots.decided(shares, probabilities), probabilities);
    }
}
