package dev.regimen.run;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run folder says about its run, in {@code run.json}. What is trained and how stands in {@code experiment.yaml}.
 *
 * @param format of the whole folder
 * @param kind what the run does
 * @param regimen the contender that is trained; null when all are compared
 * @param seed that it is trained with; null when all are compared
 * @param sessions one for every time the run was started or resumed, in order
 */
public record RunDescription(int format, RunKind kind, String regimen, Long seed, List<Provenance> sessions) {
    /**
     * The format that this Regimen writes and reads. It is raised whenever a file of the folder changes its meaning.
     */
    public static final int FORMAT = 1;

    /** Checks that a training says which. */
    public RunDescription {
        sessions = List.copyOf(sessions);
        if ((kind == RunKind.TRAIN) != (regimen != null) || (regimen == null) != (seed == null)) {
            throw new IllegalArgumentException("a training has a regimen and a seed, a comparison neither");
        }
    }

    /** Of a comparison of all contenders with all seeds. */
    public static RunDescription comparison(Provenance session) {
        return new RunDescription(FORMAT, RunKind.COMPARE, null, null, List.of(session));
    }

    /** Of a training of one contender with one seed. */
    public static RunDescription training(String regimen, long seed, Provenance session) {
        return new RunDescription(FORMAT, RunKind.TRAIN, regimen, seed, List.of(session));
    }

    /** The start, whose command and engine the results name. */
    public Provenance first() {
        return sessions.get(0);
    }

    /** The same with one more session. */
    RunDescription resumed(Provenance session) {
        List<Provenance> more = new ArrayList<>(sessions);
        more.add(session);
        return new RunDescription(format, kind, regimen, seed, more);
    }

    /** The same, its last session ending now. */
    RunDescription ended() {
        List<Provenance> same = new ArrayList<>(sessions);
        same.set(same.size() - 1, same.get(same.size() - 1).ending());
        return new RunDescription(format, kind, regimen, seed, same);
    }
}
