package dev.regimen.ensemble;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The mean of the members in the middle: number by number, the smallest and the largest are left out. Of probabilities
 * the results are divided by their sum. Where a member's number is not finite, there is no result but NaN.
 *
 * @param cut the part of the members that is left out at each end, rounded down, but of three and more at least one
 *     unless it is 0; from 0 to below 0.5, 0.2 unless given
 */
public record TrimmedMean(Double cut) implements CombinerSettings {
    /** @throws IllegalArgumentException if nothing would be left */
    public TrimmedMean {
        cut = cut == null ? 0.2 : cut;
        if (!(cut >= 0 && cut < 0.5)) {
            throw new IllegalArgumentException(
                    "cut of trimmed-mean is " + cut + ", but must be a number from 0 to below 0.5");
        }
    }

    @Override
    public Combiner fit(HeldOut heldOut) {
        return outputs -> {
            long members = outputs.size(0);
            return middle(outputs, out(members), heldOut.categorical());
        };
    }

    private long out(long members) {
        return Math.max((long) (cut * members), cut > 0 && members > 2 ? 1 : 0);
    }

    /** The mean of all but so many at each end, {@code [members, …]} to {@code […]}. */
    static Tensor middle(Tensor outputs, long out, boolean categorical) {
        Tensor sorted = outputs.sort(0, false).get0();
        Tensor mean = sorted.narrow(0, out, outputs.size(0) - 2 * out).mean(0);
        if (categorical) {
            Tensor total = mean.sum(-1).unsqueeze(-1);
            // Where members disagree so surely that nothing is left in the middle, all of them count.
            Tensor parts = mean.div(total).where(total.gt(new Scalar(0)), outputs.mean(0));
            return Ballots.known(parts, outputs);
        }
        Tensor unknown = outputs.isfinite().logical_not().any(0);
        return mean.masked_fill(unknown, new Scalar(Double.NaN));
    }
}
