package dev.regimen.training;

import dev.regimen.objective.Objective;
import java.util.Set;

/**
 * An objective as one of the aims of a phase.
 *
 * @param weight the factor on its loss
 * @param updates the modules that its gradient reaches; empty for all that the phase trains. Local losses and an
 *     actor's and a critic's aims differ in this
 */
public record Goal(Objective objective, double weight, Set<String> updates) {
    public Goal {
        updates = Set.copyOf(updates);
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("the weight of a goal is a positive number, not " + weight);
        }
    }

    /** With weight one, reaching all that the phase trains. */
    public static Goal of(Objective objective) {
        return new Goal(objective, 1, Set.of());
    }

    /** The modules that this goal moves in a phase that trains these. */
    public Set<String> reaches(Set<String> trained) {
        return updates.isEmpty() ? trained : updates;
    }
}
