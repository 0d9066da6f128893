package dev.regimen.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Phases that several trainings with one seed and the same settings begin with: trained by whoever comes first, and
 * taken over by the others, to the last bit what they would have trained themselves if their budgets are in examples or
 * steps. What they cost counts for each. What members trained together is shared between contenders all of whose
 * members are alike, as its last bits depend on who went with whom. Safe for use by several threads.
 */
public final class SharedPhases {
    /** Shares nothing. */
    public static final SharedPhases NONE = new SharedPhases(Map.of());

    private final Map<Origin, Integer> deepest;
    private final Map<Line, Checkpoint> trained;
    private final Optional<String> members;

    /**
     * Phases one after another.
     *
     * @param members which members went together, by a name; empty of a training that goes alone
     */
    private record Line(Origin origin, String beginning, List<Phase> phases, Optional<String> members) {}

    /** @param deepest with how many phases two trainings of an origin begin alike at most */
    public SharedPhases(Map<Origin, Integer> deepest) {
        this(Map.copyOf(deepest), new ConcurrentHashMap<>(), Optional.empty());
    }

    private SharedPhases(Map<Origin, Integer> deepest, Map<Line, Checkpoint> trained, Optional<String> members) {
        this.deepest = deepest;
        this.trained = trained;
        this.members = members;
    }

    /**
     * The same for one contender.
     *
     * @param alike a name for what members it has, the same for contenders whose members are alike; empty if nothing of
     *     those that are trained together may be shared
     */
    public SharedPhases with(Optional<String> alike) {
        return new SharedPhases(deepest, trained, alike);
    }

    /**
     * Where a training stands after exactly these phases, if one got there.
     *
     * @param beginning tells its first weights from others; empty if they are drawn
     */
    Optional<Checkpoint> after(Origin origin, String beginning, List<Phase> phases) {
        return isShared(origin) ? Optional.ofNullable(trained.get(line(origin, beginning, phases))) : Optional.empty();
    }

    void keep(Origin origin, String beginning, List<Phase> phases, Checkpoint checkpoint) {
        if (isShared(origin) && phases.size() <= deepest.getOrDefault(origin, 0)) {
            trained.putIfAbsent(line(origin, beginning, phases), checkpoint);
        }
    }

    private boolean isShared(Origin origin) {
        return !origin.together() || members.isPresent();
    }

    private Line line(Origin origin, String beginning, List<Phase> phases) {
        return new Line(origin, beginning, List.copyOf(phases), origin.together() ? members : Optional.empty());
    }
}
