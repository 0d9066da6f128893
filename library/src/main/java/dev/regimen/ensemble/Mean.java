package dev.regimen.ensemble;

/** The mean of the members' probabilities, or of their values. */
public record Mean() implements CombinerSettings {
    @Override
    public Combiner fit(HeldOut heldOut) {
        return predictions -> predictions.mean(0);
    }
}
