package dev.regimen.regimen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.Keep;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.SgdSettings;
import dev.regimen.training.Surroundings;
import dev.regimen.training.TinySystem;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainerSettings;
import dev.regimen.training.TrainingKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StepByStepTest {
    private static final Budget SHORT = Budget.examples(320);
    private static final List<Stage> READER_ONLY = List.of(new Stage(List.of("reader"), null, null));
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
    void refusesStagesThatLeaveAModuleAsItWasDrawn() {
        StepByStep half = new StepByStep(READER_ONLY, null, null, null);
        assertThatThrownBy(() -> TinyTraining.of(task, SHORT).run(half))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stages: none of them trains judge");
    }

    @Test
    void takesStagesThatLeaveAModuleToTheJointPhase() {
        StepByStep pretrained = new StepByStep(READER_ONLY, StepByStep.Joint.END_TO_END, null, null);
        assertThat(TinyTraining.of(task, SHORT).run(pretrained).phases())
                .extracting(PhaseReport::trained)
                .containsExactly(List.of("reader"), List.of("reader", "judge"));
    }

    /** No later loss can show what the very last step did. */
    @Test
    void aLastStepIntoTheInfiniteIsDivergence() {
        SgdSettings leap = new SgdSettings(3e38, null, null, null, 1000.0, null, null);
        TrainerSettings settings = new TrainerSettings(16, leap, Map.of(), Budget.examples(160), Keep.LAST, null, 3600);
        assertThat(TinyTraining.of(task, Budget.steps(1))
                        .withSettings(settings)
                        .run(new EndToEnd())
                        .stop())
                .isEqualTo(StopReason.DIVERGED);
    }

    @Test
    void aTrainerWhoseModelWasHandedOverMakesNoOther() {
        try (Workers workers = new Workers(1);
                Trainer trainer = new Trainer(
                        TinySystem.spec(),
                        task,
                        TinySystem.settings(),
                        TrainingKey.of("tiny", 1),
                        Surroundings.plain(workers))) {
            new EndToEnd().train(trainer, Budget.steps(1)).close();
            assertThatThrownBy(trainer::weights)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("handed over");
        }
    }
}
