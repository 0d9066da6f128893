package dev.regimen.training;

import dev.regimen.task.Task;
import java.util.Optional;

/** Where the finished systems of other runs are. */
@FunctionalInterface
public interface Archive {
    /** Where nothing was ever finished. */
    Archive NONE = (wanted, task, seed) -> {
        throw new IllegalArgumentException(
                "run: systems of other runs are found by experiments only, and " + wanted.run() + " is one");
    };

    /**
     * Puts a finished system together again.
     *
     * @param task that it is to predict for; stays the caller's
     * @param seed of the training that asks
     * @return with a predictor that says what the final heads of the task are about; the caller closes it
     * @throws IllegalArgumentException if there is no such system, or it may not or cannot predict for this task; the
     *     message begins with the setting that is wrong
     */
    Finished find(Wanted wanted, Task task, long seed);

    /**
     * Which system is meant.
     *
     * @param run the folder of its run
     * @param regimen that trained it; of all unless given
     * @param seed that it was trained with; any unless given. Of several systems the one is meant that did best on the
     *     validation examples
     */
    record Wanted(String run, Optional<String> regimen, Optional<Long> seed) {}
}
