package dev.regimen.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Phases that several trainings with one seed and the same settings begin with: trained by whoever comes first, and
 * taken over by the others, to the last bit what they would have trained themselves if their budgets are in examples or
 * steps. What they cost counts for each. Safe for use by several threads.
 */
public final class SharedPhases {
    /** Shares nothing. */
    public static final SharedPhases NONE = new SharedPhases(0);

    private final int deepest;
    private final Map<List<Phase>, Checkpoint> trained = new ConcurrentHashMap<>();

    /** @param deepest with how many phases two trainings begin alike at most */
    public SharedPhases(int deepest) {
        this.deepest = deepest;
    }

    /** Where a training stands after exactly these phases, if one got there. */
    Optional<Checkpoint> after(List<Phase> phases) {
        return Optional.ofNullable(trained.get(phases));
    }

    void keep(List<Phase> phases, Checkpoint checkpoint) {
        if (phases.size() <= deepest) {
            trained.put(List.copyOf(phases), checkpoint);
        }
    }
}
