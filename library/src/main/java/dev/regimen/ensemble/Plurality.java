package dev.regimen.ensemble;

import dev.regimen.data.Field;
import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The most common prediction, if enough members agree on it, and else none: it abstains, and gives every class the same
 * probability. The metrics {@code coverage} and {@code selective-accuracy} tell how often it answers, and how often it
 * is right then. Votes and ties are those of {@link MajorityVote}.
 *
 * @param quorum the part of the votes that the winner needs, above 0 and up to 1; 0.5 unless given
 */
public record Plurality(Double quorum) implements CombinerSettings {
    /** Three of five votes are 60 %, however these are rounded. */
    private static final double ROUNDING = 1e-6;

    /** @throws IllegalArgumentException if it is out of range */
    public Plurality {
        quorum = quorum == null ? 0.5 : quorum;
        if (!(quorum > 0 && quorum <= 1)) {
            throw new IllegalArgumentException(
                    "quorum of plurality is " + quorum + ", but must be a number above 0 and up to 1");
        }
    }

    @Override
    public Combiner fit(HeldOut heldOut) {
        return this::vote;
    }

    @Override
    public Optional<String> misfit(Field target) {
        return Ballots.withoutClasses("plurality", target);
    }

    private Tensor vote(Tensor probabilities) {
        Tensor shares = Ballots.cast(probabilities).mean(0);
        Tensor abstains = shares.amax(new long[] {-1}, true).lt(new Scalar(quorum - ROUNDING));
        Tensor result = Ballots.decided(shares, probabilities).masked_fill(abstains, new Scalar(1.0 / shares.size(-1)));
        return Ballots.known(result, probabilities);
    }
}
