package dev.regimen.training;

import dev.regimen.model.ModelSpec;
import dev.regimen.task.Task;
import java.util.List;
import java.util.Optional;

/**
 * The phase that a member comes to next.
 *
 * @param given to its trainer
 * @param phases those that it has finished, and this one
 * @param alone whether it goes through it by itself: it has begun so, or cannot otherwise
 * @param shared where another training stands that went through the same before
 */
record Wish(Given given, List<Phase> phases, boolean alone, Optional<Checkpoint> shared) {
    /** What has to be equal in those that go through it together. */
    record Alike(Phase phase, int index, ModelSpec spec, Task task, TrainerSettings settings) {}

    Alike alike() {
        return new Alike(phase(), index(), given.spec(), given.task(), given.settings());
    }

    Phase phase() {
        return phases.get(index());
    }

    /** How many phases come before it. */
    int index() {
        return phases.size() - 1;
    }

    /** The index of the member in its ensemble. */
    int member() {
        List<Integer> members = given.key().members();
        return members.get(members.size() - 1);
    }

    /** A trainer that has finished the phases before it. */
    Trainer before(Surroundings surroundings) {
        return new Trainer(given.in(surroundings), phases.subList(0, index()));
    }

    /** A trainer that stands in it. */
    Trainer within(Surroundings surroundings) {
        return new Trainer(given.in(surroundings), phases);
    }
}
