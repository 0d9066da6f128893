package dev.regimen.training;

import dev.regimen.budget.StopReason;
import dev.regimen.task.Predictor;
import java.util.List;

/**
 * A system that was trained in another run, and what it cost there.
 *
 * @param name which one it is, as {@code cnn/seed-1 of runs/earlier, end-to-end}
 * @param identity the same for the same system, whatever way its folder was named
 * @param predictor whoever has this closes it, but not those of the members, which are parts of it
 * @param phases what was done there, in order; empty for an ensemble
 * @param members of an ensemble
 * @param stop why its training ended
 */
public record Finished(
        String name,
        String identity,
        Predictor predictor,
        List<PhaseReport> phases,
        List<Finished> members,
        StopReason stop) {
    /** Copies the lists. */
    public Finished {
        phases = List.copyOf(phases);
        members = List.copyOf(members);
    }
}
