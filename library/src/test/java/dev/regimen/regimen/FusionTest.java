package dev.regimen.regimen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.budget.Budget;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.objective.Dice;
import dev.regimen.objective.Objective;
import dev.regimen.objective.WeightedSum;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.task.Task;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.TinySystem;
import dev.regimen.training.TrainerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FusionTest {
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
    void everyCopyHasTheOptimizerOfItsModule() {
        OptimizerSettings slow = TinySystem.adam(0.0001);
        TrainerSettings settings = TinySystem.settings().withModuleOptimizers(Map.of("reader", slow));
        List<OptimizerSettings> found = new ArrayList<>();
        Regimen looking = (trainer, budget) -> {
            List.of("reader-1", "reader-2", "judge-1")
                    .forEach(module -> found.add(trainer.settings().optimizerOf(module)));
            return new EndToEnd().train(trainer, budget);
        };
        training().withSettings(settings).run(new Fusion(2, looking));
        assertThat(found).containsExactly(slow, slow, settings.optimizer());
    }

    @Test
    void stagesNameTheCopies() {
        StepByStep stages = new StepByStep(
                List.of(Stage.of("reader-1"), Stage.of("reader-2"), Stage.of("judge-1", "judge-2")), null, null, null);
        assertThat(training().run(new Fusion(2, stages)).phases())
                .extracting(PhaseReport::trained)
                .containsExactly(List.of("reader-1"), List.of("reader-2"), List.of("judge-1", "judge-2"));
        assertThatThrownBy(() -> training().run(new Fusion(2, new Control("reader", null))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("unknown module 'reader'; did you mean 'reader-1'?");
    }

    @Test
    void allTermsAboutTheModuleAreTrained() {
        WeightedSum sum = new WeightedSum(List.of(
                new WeightedSum.Term(new CrossEntropy("judge", "parity"), null),
                new WeightedSum.Term(new Dice("judge", "parity"), 0.5)));
        Task both = new Task(task.examples(), sum, task.seams(), task.metrics());
        List<Objective> objectives = new ArrayList<>();
        Regimen looking = (trainer, budget) -> {
            objectives.add(trainer.task().objective());
            return new EndToEnd().train(trainer, budget);
        };
        training().withTask(both).run(new Fusion(2, looking));
        assertThat(objectives)
                .containsExactly(new WeightedSum(List.of(
                        new WeightedSum.Term(new CrossEntropy("fusion", "parity"), null),
                        new WeightedSum.Term(new Dice("fusion", "parity"), 0.5))));
    }

    @Test
    void everyFinalHeadHasAMeanOfItsOwn() {
        WeightedSum sum = new WeightedSum(List.of(
                new WeightedSum.Term(new CrossEntropy("judge", "parity"), null),
                new WeightedSum.Term(new CrossEntropy("reader", "quadrant"), 0.5)));
        Task both = new Task(task.examples(), sum, Map.of(), task.metrics());
        TinyTraining.Outcome outcome = training().withTask(both).run(new Fusion(2, null));
        assertThat(outcome.phases().get(0).trained())
                .containsExactlyInAnyOrder("reader-1", "reader-2", "judge-1", "judge-2", "judge", "reader");
        assertThat(outcome.phases().get(0).curve().get(0).validation().metrics())
                .as("as the whole calls them, or no target would be found on the way")
                .containsOnlyKeys("judge.accuracy", "reader.accuracy");
        assertThat(outcome.scores().metrics())
                .containsOnlyKeys("judge.accuracy", "reader.accuracy")
                .allSatisfy((metric, value) -> assertThat(value).isBetween(0.0, 1.0));
    }

    private static TinyTraining training() {
        return TinyTraining.of(task, Budget.steps(6));
    }
}
