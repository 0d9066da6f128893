package dev.regimen.ensemble;

import dev.regimen.objective.Reading;
import java.util.Optional;

/**
 * The mean of the members' probabilities, or of their values. Of whole strings each that a member reads has the mean of
 * the probabilities that the members give it; the result is the prediction of the first member that reads the most
 * probable one.
 */
public record Mean() implements CombinerSettings {
    @Override
    public Combiner fit(HeldOut heldOut) {
        return predictions -> predictions.mean(0);
    }

    @Override
    public Optional<Combiner> ofStrings(Reading reading) {
        return Optional.of(new StringChoice(reading, StringChoice.By.PROBABILITY));
    }
}
