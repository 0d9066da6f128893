package dev.regimen.run;

import dev.regimen.budget.StopReason;
import dev.regimen.comparison.Comparison;
import dev.regimen.comparison.ComparisonPlan;
import dev.regimen.comparison.ComparisonResult;
import dev.regimen.training.Surroundings;
import java.util.Optional;

/**
 * Carries a plan out in a run folder. What the folder has already is not done again, so the same call begins a run and
 * goes on with one; the outcome is bit-equal however often it was stopped or killed (seconds and times of day apart;
 * for budgets in examples or steps; on the same processor type with the same natives and kernel setting).
 */
public final class ComparisonRun {
    private final ComparisonPlan plan;
    private final RunFolder folder;
    private final Surroundings surroundings;

    /**
     * @param folder kept for this process; stays the caller's
     * @param surroundings whose checkpoint store is not used: the folder has one for each training
     */
    public ComparisonRun(ComparisonPlan plan, RunFolder folder, Surroundings surroundings) {
        this.plan = plan;
        this.folder = folder;
        this.surroundings = surroundings;
    }

    /**
     * Trains what is not trained yet and writes the results.
     *
     * @return the results, or nothing if it was cancelled; the folder can then be resumed
     * @throws IllegalArgumentException if a contender cannot train such a model for such a task
     * @throws RunFolderException if a file of the folder is damaged
     * @throws StorageException if a file cannot be written, such as on a full disk; the folder can be resumed
     */
    public Optional<Results> execute() {
        try (EventLog log = EventLog.append(folder.events())) {
            boolean first = folder.description().sessions().size() == 1;
            log.write(Event.ofRun(first ? Event.Kind.RUN_STARTED : Event.Kind.RUN_RESUMED, null, null));
            Optional<Results> results = comparison(log).run().map(this::keep);
            folder.end();
            StopReason stop = results.isPresent() ? null : StopReason.CANCELLED;
            log.write(Event.ofRun(Event.Kind.RUN_ENDED, stop, results.isPresent() ? null : "it can be resumed"));
            return results;
        }
    }

    private Comparison comparison(EventLog log) {
        Surroundings own = new Surroundings(
                        surroundings.store(),
                        new Listeners(log, surroundings.listener()),
                        surroundings.cancelled(),
                        surroundings.workers(),
                        surroundings.inspector())
                .probedBy(surroundings.probe())
                .reaching(surroundings.archive());
        return new Comparison(plan, folder.store(), own);
    }

    private Results keep(ComparisonResult comparison) {
        Results results = Results.of(folder.description(), comparison);
        results.write(folder.results());
        return results;
    }
}
