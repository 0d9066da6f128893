package dev.regimen.ensemble;

import dev.regimen.data.Field;
import dev.regimen.objective.Reading;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * The most common prediction: each member votes for its most probable class, between equally probable ones for the
 * first. The combined probabilities are the shares of votes. A tie goes to the class with the greatest mean of
 * probabilities among those tied, and between equals to the first; the winner is given a ten-thousandth of the votes
 * more, so that it is also the most probable. Where a member's probabilities are not finite, there is no result but
 * NaN, as with the mean.
 *
 * <p>Of whole strings each member votes for the one that it reads; a tie goes to the string that {@link Mean} prefers.
 * The result is the prediction of the first member that reads the winner.
 */
public record MajorityVote() implements CombinerSettings {
    @Override
    public Combiner fit(HeldOut heldOut) {
        return MajorityVote::vote;
    }

    @Override
    public Optional<Combiner> ofStrings(Reading reading) {
        return Optional.of(new StringChoice(reading, StringChoice.By.VOTES));
    }

    @Override
    public Optional<String> misfit(Field target) {
        return Ballots.withoutClasses("majority-vote", target);
    }

    /** {@code [members, batch, …, classes]} to {@code [batch, …, classes]}. */
    private static Tensor vote(Tensor probabilities) {
        Tensor shares = Ballots.cast(probabilities).mean(0);
        return Ballots.known(Ballots.decided(shares, probabilities), probabilities);
    }
}
