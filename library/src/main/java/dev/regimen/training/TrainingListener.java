package dev.regimen.training;

import dev.regimen.budget.Spent;
import java.util.List;
import java.util.Map;

/** Told what happens while training runs, from the thread that trains. */
public interface TrainingListener {
    /** Listens to nothing. */
    TrainingListener SILENT = new TrainingListener() {};

    /** What these trainings are going to compute; in place of what was said of the same ones before. */
    default void planned(Map<TrainingKey, PlannedCost> costs) {}

    /** A phase begins, goes on after a resume, or is taken over from another training as a whole. */
    default void phaseStarted(TrainingKey key, Phase phase, Spent alreadySpent) {}

    /** From here on these members are computed together in this phase, as long as none of them leaves. */
    default void together(List<TrainingKey> members, Phase phase) {}

    /** This phase is computed by one thread although several are wanted: a sentence says why. */
    default void undivided(TrainingKey key, Phase phase, String why) {}

    /** Training goes on: told some ten times a second. */
    default void progressed(TrainingKey key, Phase phase, Spent spent, double loss) {}

    default void evaluated(TrainingKey key, Phase phase, Point point) {}

    default void phaseFinished(TrainingKey key, PhaseReport report) {}
}
