package dev.regimen.benchmarks.peers;

import dev.regimen.benchmarks.work.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * A work as everybody did it in the same run.
 *
 * @param ours what Regimen did
 * @param theirs what the others did, also those that could not
 */
record Contest(Work work, Side ours, List<Side> theirs) {
    Contest {
        theirs = List.copyOf(theirs);
    }

    /**
     * Of those who took turns.
     *
     * @param all Regimen first
     * @param missing who is not installed
     * @throws IllegalStateException if Regimen failed
     */
    static Contest of(Work work, List<Participant> all, List<Side> missing) {
        List<Side> sides = new ArrayList<>(all.stream().map(Participant::side).toList());
        Side ours = sides.remove(0);
        if (!ours.measured()) {
            throw new IllegalStateException("Regimen could not do " + work.name() + ": " + ours.notMeasured());
        }
        sides.addAll(missing);
        return new Contest(work, ours, sides);
    }
}
