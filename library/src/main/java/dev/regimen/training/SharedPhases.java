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
    public static final SharedPhases NONE = new SharedPhases(Map.of());

    private final Map<Origin, Integer> deepest;
    private final Map<Line, Checkpoint> trained = new ConcurrentHashMap<>();

    /** Phases one after another. */
    private record Line(Origin origin, String beginning, List<Phase> phases) {}

    /** @param deepest with how many phases two trainings of an origin begin alike at most */
    public SharedPhases(Map<Origin, Integer> deepest) {
        this.deepest = Map.copyOf(deepest);
    }

    /**
     * Where a training stands after exactly these phases, if one got there.
     *
     * @param beginning tells its first weights from others; empty if they are drawn
     */
    Optional<Checkpoint> after(Origin origin, String beginning, List<Phase> phases) {
        return Optional.ofNullable(trained.get(new Line(origin, beginning, phases)));
    }

    void keep(Origin origin, String beginning, List<Phase> phases, Checkpoint checkpoint) {
        if (phases.size() <= deepest.getOrDefault(origin, 0)) {
            trained.put(new Line(origin, beginning, List.copyOf(phases)), checkpoint);
        }
    }
}
