package dev.regimen.ensemble;

/** How members' predictions become one: data. Weights, selection and stacking are fitted; voting is not. */
@FunctionalInterface
public interface CombinerSettings {
    /**
     * Makes the combiner of one head.
     *
     * @param heldOut the members' predictions on examples that none of them was trained on; in the caller's scope
     * @throws IllegalArgumentException if such predictions cannot be combined this way
     */
    Combiner fit(HeldOut heldOut);
}
