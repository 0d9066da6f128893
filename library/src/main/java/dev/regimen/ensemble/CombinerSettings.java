package dev.regimen.ensemble;

import dev.regimen.data.Field;

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

    /** Whether it can combine predictions of such a target. Seams that it cannot combine get the mean. */
    default boolean suits(Field target) {
        return true;
    }
}
