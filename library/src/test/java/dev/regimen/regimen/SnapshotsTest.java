package dev.regimen.regimen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.budget.Budget;
import dev.regimen.ensemble.EnsemblePredictor;
import dev.regimen.ensemble.Mean;
import dev.regimen.ensemble.Worth;
import dev.regimen.optimizer.ConstantSchedule;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.CheckpointStore;
import dev.regimen.training.Phase;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.Surroundings;
import dev.regimen.training.TinySystem;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
    private static final Budget BUDGET = Budget.steps(90);
    private static Task task;

    @BeforeAll
    static void open() {
        task = TinySystem.task();
    }

    @AfterAll
    static void close() {
        task.examples().close();
    }

    @Test
    void eachCycleGoesOnWhereTheLastOneEnded() {
        try (TrainingResult result = train(new Snapshots(2, 3, null, null), TrainingListener.SILENT)) {
            List<PhaseReport> cycles = result.allPhases().toList();
            assertThat(cycles)
                    .extracting(PhaseReport::phase)
                    .containsExactly("cycle 1 of 3", "cycle 2 of 3", "cycle 3 of 3");
            assertThat(cycles).extracting(cycle -> cycle.spent().steps()).containsOnly(30L);
            for (int i = 1; i < cycles.size(); i++) {
                assertThat(accuracy(cycles.get(i), 0))
                        .as("at the beginning of cycle " + (i + 1))
                        .isEqualTo(accuracy(cycles.get(i - 1), -1), within(1e-9));
            }
        }
    }

    @Test
    void theLastCyclesAreTheMembers() {
        try (TrainingResult two = train(new Snapshots(2, 3, null, null), TrainingListener.SILENT);
                TrainingResult all = train(new Snapshots(3, 3, null, null), TrainingListener.SILENT)) {
            Worth ofTwo = ((EnsemblePredictor) two.predictor()).worth(false);
            Worth ofAll = ((EnsemblePredictor) all.predictor()).worth(false);
            assertThat(ofTwo.members()).isEqualTo(ofAll.members().subList(1, 3));
        }
    }

    @Test
    void theScheduleIsThatOfEveryCycle() {
        List<Phase> phases = new ArrayList<>();
        TrainingListener listening = new TrainingListener() {
            @Override
            public void phaseStarted(TrainingKey key, Phase phase, dev.regimen.budget.Spent before) {
                phases.add(phase);
            }
        };
        train(new Snapshots(2, null, null, null), listening).close();
        train(new Snapshots(2, null, new ConstantSchedule(), null), listening).close();
        assertThat(phases).extracting(phase -> phase.schedule().factor(1)).containsExactly(0.0, 0.0, 1.0, 1.0);
    }

    @Test
    void whatGoesOnIsNotCountedAgain() {
        try (TrainingResult one = train(new EndToEnd(), TrainingListener.SILENT);
                TrainingResult cycles = train(new Snapshots(2, 3, null, null), TrainingListener.SILENT)) {
            assertThat(cycles.trainedParameters()).isEqualTo(one.trainedParameters());
        }
    }

    @Test
    void fewerCyclesThanMembersAreRefused() {
        assertThatThrownBy(() -> new Snapshots(5, 4, null, new Mean()))
                .hasMessage("cycles is at least the number of members, 5, not 4");
        assertThatThrownBy(() -> new Snapshots(0, null, null, null))
                .hasMessageStartingWith("members is at least 2, not 0");
    }

    private static double accuracy(PhaseReport report, int point) {
        int index = point < 0 ? report.curve().size() - 1 : point;
        return report.curve().get(index).validation().metrics().get("accuracy");
    }

    private static TrainingResult train(Regimen regimen, TrainingListener listener) {
        try (Workers workers = new Workers(1)) {
            Surroundings surroundings =
                    new Surroundings(CheckpointStore.NONE, listener, () -> false, workers, Optional.empty());
            try (Trainer trainer = new Trainer(
                    TinySystem.spec(), task, TinySystem.settings(), TrainingKey.of("snapshots", 3), surroundings)) {
                return regimen.train(trainer, BUDGET);
            }
        }
    }
}
