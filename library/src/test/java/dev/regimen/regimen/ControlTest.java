package dev.regimen.regimen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import dev.regimen.task.Task;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.TinySystem;
import dev.regimen.training.TrainerSettings;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ControlTest {
    private static final Budget BUDGET = Budget.examples(640);
    private static Task task;

    @BeforeAll
    static void open() {
        task = TinySystem.task();
    }

    @AfterAll
    static void close() {
        task.examples().close();
    }

    private static List<PhaseReport> run(Control control, TrainerSettings settings) {
        return TinyTraining.of(task, BUDGET).withSettings(settings).run(control).phases();
    }

    @Test
    void thePreTrainingSharesTheBudget() {
        assertThat(run(new Control("reader", 0.75), TinySystem.settings()))
                .extracting(phase -> phase.spent().examples())
                .containsExactly(240L, 240L, 160L);
    }

    @Test
    void thePreTrainingHasABudgetOfItsOwn() {
        Control control = new Control("judge", null, null, Control.BudgetPer.PHASE);
        List<PhaseReport> phases = run(control, TinySystem.settings());
        assertThat(phases).extracting(phase -> phase.spent().examples()).containsExactly(320L, 320L, 640L);
        assertThat(phases).extracting(PhaseReport::fresh).containsExactly(List.of(), List.of(), List.of("judge"));
    }

    /** Behind modules that are only as good as the target, no module could reach it. */
    @Test
    void aPreTrainingWithAnEndOfItsOwnDoesNotStopAtTheTarget() {
        TrainerSettings tiny = TinySystem.settings();
        TrainerSettings stopping = new TrainerSettings(
                tiny.batchSize(),
                tiny.optimizer(),
                tiny.moduleOptimizers(),
                tiny.evaluateEvery(),
                tiny.keep(),
                0.0,
                3600);
        Stage never = new Stage(List.of("judge"), 1.0, null, 1.1);
        StepByStep patient = new StepByStep(List.of(Stage.of("reader"), never), null, null, null);
        Control control = new Control("reader", null, patient, Control.BudgetPer.PHASE);
        assertThat(run(control, stopping))
                .extracting(PhaseReport::stop)
                .containsExactly(StopReason.BUDGET_SPENT, StopReason.BUDGET_SPENT, StopReason.TARGET_REACHED);
        assertThat(run(new Control("reader", null), stopping))
                .extracting(PhaseReport::stop)
                .containsExactly(StopReason.BUDGET_SPENT, StopReason.TARGET_REACHED, StopReason.TARGET_REACHED);
    }

    @Test
    void aShareOfAWholeIsRefused() {
        assertThatThrownBy(() -> new Control("reader", 0.5, null, Control.BudgetPer.PHASE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("pre-training-share is for 'budget-per: contender'");
        assertThatThrownBy(() -> new Control("reader", 1.0)).hasMessageContaining("between 0 and 1, not 1.0");
    }
}
