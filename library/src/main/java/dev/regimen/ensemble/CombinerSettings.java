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

    /**
     * How many numbers it fits to the labels of examples that members were not trained on.
     *
     * @param classes of the target; 0 of real numbers
     */
    default int weights(int members, int classes) {
        return 0;
    }

    /** How many labels it looks at at most. */
    default long mostLabels(int members, int classes) {
        return Long.MAX_VALUE;
    }

    /** Whether it is fitted to such labels, which it then consumes. */
    default boolean fitted() {
        return weights(1, 1) > 0;
    }

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
