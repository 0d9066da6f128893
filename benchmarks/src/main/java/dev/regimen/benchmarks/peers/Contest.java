package dev.regimen.benchmarks.peers;

import dev.regimen.benchmarks.work.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A work as everybody did it in the same run.
 *
 * @param warmUp how many rounds came before those that count, for whom there were the most
 * @param ours what Regimen did, or why it could not
 * @param theirs what the others did, also those that could not
 */
record Contest(Work work, int warmUp, Side ours, List<Side> theirs) {
    Contest {
        theirs = List.copyOf(theirs);
    }

    /**
     * Of those who took turns.
     *
     * @param all Regimen first
     * @param missing who is not installed
     */
    static Contest of(Work work, int warmUp, List<Participant> all, List<Side> missing) {
        List<Side> sides = new ArrayList<>(all.stream().map(Participant::side).toList());
        Side ours = sides.remove(0);
        sides.addAll(missing);
        return new Contest(work, warmUp, ours, sides);
    }

    /** Regimen's first. */
    List<Side> sides() {
        return Stream.concat(Stream.of(ours), theirs.stream()).toList();
    }

    /** What one of the others, which was measured, says about the target. */
    Verdict verdict(Side side) {
        return Verdict.of(side.by(ours), Targets.of(work.name(), side.peer()), side.sameWork(ours));
    }

    /** Why there is nothing to compare with one of the others; null if there is. */
    String notMeasured(Side side) {
        return ours.measured() ? side.notMeasured() : Peer.REGIMEN.title() + ": " + ours.notMeasured();
    }
}
