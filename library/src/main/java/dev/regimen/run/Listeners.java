package dev.regimen.run;

import dev.regimen.budget.Spent;
import dev.regimen.training.Phase;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.PlannedCost;
import dev.regimen.training.Point;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.util.List;
import java.util.Map;

/** Tells two listeners what happens. */
record Listeners(TrainingListener first, TrainingListener second) implements TrainingListener {
    @Override
    public void planned(Map<TrainingKey, PlannedCost> costs) {
        first.planned(costs);
        second.planned(costs);
    }

    @Override
    public void phaseStarted(TrainingKey key, Phase phase, Spent alreadySpent) {
        first.phaseStarted(key, phase, alreadySpent);
        second.phaseStarted(key, phase, alreadySpent);
    }

    @Override
    public void together(List<TrainingKey> members, Phase phase) {
        first.together(members, phase);
        second.together(members, phase);
    }

    @Override
    public void undivided(TrainingKey key, Phase phase, String why) {
        first.undivided(key, phase, why);
        second.undivided(key, phase, why);
    }

    @Override
    public void progressed(TrainingKey key, Phase phase, Spent spent, double loss) {
        first.progressed(key, phase, spent, loss);
        second.progressed(key, phase, spent, loss);
    }

    @Override
    public void evaluated(TrainingKey key, Phase phase, Point point) {
        first.evaluated(key, phase, point);
        second.evaluated(key, phase, point);
    }

    @Override
    public void phaseFinished(TrainingKey key, PhaseReport report) {
        first.phaseFinished(key, report);
        second.phaseFinished(key, report);
    }
}
