package dev.regimen.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run folder says about its run, in {@code run.json}. What is trained and how stands in {@code experiment.yaml}.
 *
 * @param format of the whole folder
 * @param kind what the run does
 * @param regimen the contender that is trained; null when all are compared
 * @param seed that it is trained with; null when all are compared
 * @param dataFolder what relative paths in the experiment are relative to: where its file was when the run began
 * @param sessions one for every time the run was started or resumed, in order
 */
public record RunDescription(
        int format, RunKind kind, String regimen, Long seed, String dataFolder, List<Provenance> sessions) {
    /**
     * The format that this Regimen writes and reads. It is raised whenever a file of the folder changes its meaning.
     */
    public static final int FORMAT = 2;

    /** Checks that a training says which. */
    public RunDescription {
        sessions = List.copyOf(sessions);
        if ((kind == RunKind.TRAIN) != (regimen != null) || (regimen == null) != (seed == null)) {
            throw new IllegalArgumentException("a training has a regimen and a seed, a comparison neither");
        }
    }

    /** Of a comparison of all contenders with all seeds. */
    public static RunDescription comparison(Path dataFolder, Provenance session) {
        return new RunDescription(FORMAT, RunKind.COMPARE, null, null, absolute(dataFolder), List.of(session));
    }

    /** Of a training of one contender with one seed. */
    public static RunDescription training(String regimen, long seed, Path dataFolder, Provenance session) {
        return new RunDescription(FORMAT, RunKind.TRAIN, regimen, seed, absolute(dataFolder), List.of(session));
    }

    /** The start, whose command and engine the results name. */
    public Provenance first() {
        return sessions.get(0);
    }

    /** What the run of an experiment is called. */
    String name(String experiment) {
        return regimen == null ? experiment : experiment + "-" + regimen;
    }

    /** The same, started once more. */
    RunDescription resumed(Provenance session) {
        List<Provenance> more = new ArrayList<>(sessions);
        more.add(session);
        return new RunDescription(format, kind, regimen, seed, dataFolder, more);
    }

    /** The same, its last start ending now. */
    RunDescription ended() {
        List<Provenance> same = new ArrayList<>(sessions);
        same.set(same.size() - 1, same.get(same.size() - 1).ending());
        return new RunDescription(format, kind, regimen, seed, dataFolder, same);
    }

    private static String absolute(Path folder) {
        return folder.toAbsolutePath().normalize().toString();
    }
}
