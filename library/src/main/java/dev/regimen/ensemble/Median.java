package dev.regimen.ensemble;

/**
 * The median of the members, number by number; of an even number of them the mean of the two in the middle. Of
 * probabilities the medians are divided by their sum. Where a member's number is not finite, there is no result but
 * NaN.
 */
public record Median() implements CombinerSettings {
    @Override
    public Combiner fit(HeldOut heldOut) {
        return outputs -> TrimmedMean.middle(outputs, (outputs.size(0) - 1) / 2, heldOut.categorical());
    }
}
