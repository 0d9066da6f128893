package dev.regimen.ensemble;

import dev.regimen.data.Field;
import dev.regimen.objective.Reading;
import java.util.Optional;

/** How members' predictions become one: data. Weights, selection and stacking are fitted; voting is not. */
@FunctionalInterface
public interface CombinerSettings {
    /**
     * Makes the combiner of one head.
     *
     * @param heldOut the members' predictions on examples that none of them was trained on; in the caller's scope
     */
    Combiner fit(HeldOut heldOut);

    /** Whether it is fitted to the labels of examples that members were not trained on, which it then consumes. */
    default boolean fitted() {
        return false;
    }

    /**
     * Finds out, before anything is trained, whether it can be fitted to so much.
     *
     * @param heldOut of which the targets may be asked for
     * @throws IllegalArgumentException if it cannot
     */
    default void require(HeldOut heldOut) {}

    /**
     * Why it cannot combine predictions of such a target, if it cannot, as a sentence without its stop. Seams, and
     * final heads beside the first, get the mean then.
     */
    default Optional<String> misfit(Field target) {
        return Optional.empty();
    }

    /**
     * How it combines predictions that are read as whole strings; empty if it cannot. Seams of strings that it cannot
     * combine are combined as by {@link Mean}.
     */
    default Optional<Combiner> ofStrings(Reading reading) {
        return Optional.empty();
    }
}
