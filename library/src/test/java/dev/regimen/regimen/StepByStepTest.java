package dev.regimen.regimen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.net.Average;
import dev.regimen.model.net.Flatten;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.objective.Head;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.optimizer.SgdSettings;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.CheckpointStore;
import dev.regimen.training.Keep;
import dev.regimen.training.PhaseInspector;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.Surroundings;
import dev.regimen.training.TinySystem;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainerSettings;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    @Test
    void aStageThatIsGoodEnoughLeavesItsRestToTheNext() {
        Stage soon = new Stage(List.of("reader"), 1.0, null, 0.0); // reached at the first evaluation
        StepByStep impatient = new StepByStep(List.of(soon, Stage.of("judge")), null, null, null);
        List<PhaseReport> phases =
                TinyTraining.of(task, Budget.examples(640)).run(impatient).phases();
        assertThat(phases.get(0).stop()).isEqualTo(StopReason.TARGET_REACHED);
        assertThat(phases.get(0).spent().examples()).isEqualTo(160);
        assertThat(phases.get(1).stop()).isEqualTo(StopReason.BUDGET_SPENT);
        assertThat(phases.get(1).spent().examples()).isEqualTo(480);
    }

    @Test
    void aStageThatIsNeverGoodEnoughHasItsShare() {
        Stage never = new Stage(List.of("reader"), 1.0, null, 1.1);
        StepByStep patient = new StepByStep(List.of(never, Stage.of("judge")), null, null, null);
        assertThat(TinyTraining.of(task, SHORT).run(patient).phases())
                .extracting(phase -> phase.spent().examples())
                .containsExactly(160L, 160L);
    }

    @Test
    void gluedBranchesHaveNoStageForTheGlue() {
        ModelSpec branches = ModelSpec.of(
                ModuleSpec.of("left", "point", TinySystem.hidden(8, 2)),
                ModuleSpec.of("right", "point", TinySystem.hidden(8, 2)),
                new ModuleSpec("both", List.of("left", "right"), Optional.empty(), new Average()));
        Map<String, Head> seams =
                Map.of("left", new CrossEntropy("left", "parity"), "right", new CrossEntropy("right", "parity"));
        Task glued = task.withObjectives(new CrossEntropy("both", "parity"), seams);
        assertThat(phases(branches, glued))
                .containsExactly("[left] for [left on parity]", "[right] for [right on parity]");
    }

    @Test
    void aSeamBehindGlueIsThatOfTheModulesBefore() {
        ModelSpec spec = ModelSpec.of(
                ModuleSpec.of("reader", "point", TinySystem.hidden(8, 4)),
                ModuleSpec.of("flat", "reader", new Flatten()),
                ModuleSpec.of("judge", "flat", TinySystem.hidden(8, 2)));
        Task glued = task.withObjectives(task.objective(), Map.of("flat", new CrossEntropy("flat", "quadrant")));
        assertThat(phases(spec, glued))
                .containsExactly("[reader] for [flat on quadrant]", "[judge] for [judge on parity]");
    }

    private static List<String> phases(ModelSpec spec, Task ofTask) {
        return TinyTraining.of(ofTask, SHORT).run(new StepByStep(), spec).phases().stream()
                .map(phase -> phase.trained() + " for " + phase.goals())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(StepByStep.Joint.class)
    void theJointPhaseHasItsOwnOptimizer(StepByStep.Joint then) {
        List<OptimizerSettings> used = new ArrayList<>();
        PhaseInspector looking = (key, origin, phase, ofTask, model, batch) ->
                used.addAll(phase.optimizers().values());
        OptimizerSettings own = TinySystem.adam(0.0001);
        try (Workers workers = new Workers(1);
                Trainer trainer = trainer(workers, Optional.of(looking))) {
            new StepByStep(null, then, null, own).train(trainer, SHORT).close();
        }
        OptimizerSettings usual = TinySystem.settings().optimizer();
        assertThat(used).containsExactly(usual, usual, own, own);
    }

    /** The target is one of the last stage alone: the stages before it spend what they have. */
    @Test
    void endsAsItsLastPhaseEnds() {
        TrainerSettings easy =
                new TrainerSettings(16, TinySystem.adam(0.01), Map.of(), Budget.examples(160), Keep.LAST, 0.01, 3600);
        TinyTraining.Outcome outcome =
                TinyTraining.of(task, Budget.examples(3200)).withSettings(easy).run(new StepByStep());
        assertThat(outcome.phases())
                .extracting(PhaseReport::stop)
                .containsExactly(StopReason.BUDGET_SPENT, StopReason.TARGET_REACHED);
        assertThat(outcome.stop()).isEqualTo(StopReason.TARGET_REACHED);
        assertThat(outcome.phases().get(1).message()).contains("examples of phase 'judge'");
    }

    /** Whatever the seams say. */
    @Test
    void theBestOfAnAuxiliaryTrainingIsTheBestInTheEnd() {
        TinyTraining.Outcome outcome = TinyTraining.of(task, Budget.examples(3200))
                .withSettings(best(TinySystem.adam(0.3)))
                .run(new Auxiliary());
        double best = outcome.phases().get(0).curve().stream()
                .mapToDouble(point -> point.validation().metrics().get("accuracy"))
                .max()
                .orElseThrow();
        assertThat(outcome.scores().metrics().get("accuracy")).isEqualTo(best);
    }

    @Test
    void theBestWeightsAreTheSameAfterStops() {
        TinyTraining whole = TinyTraining.of(task, SHORT).withSettings(best(TinySystem.adam(0.1)));
        TinyTraining.Outcome uninterrupted = whole.run(StepByStep.thenEndToEnd());
        TinyTraining stopped = TinyTraining.of(task, SHORT).withSettings(whole.settings());
        TinyTraining.Outcome outcome;
        do {
            AtomicInteger asked = new AtomicInteger();
            outcome = stopped.withCancelled(() -> asked.incrementAndGet() > 3).run(StepByStep.thenEndToEnd());
        } while (outcome.stop() == StopReason.CANCELLED);
        assertThat(outcome.predictions()).isEqualTo(uninterrupted.predictions());
        assertThat(outcome.phases())
                .extracting(phase -> phase.curve().size())
                .isEqualTo(uninterrupted.phases().stream()
                        .map(phase -> phase.curve().size())
                        .toList());
    }

    private static TrainerSettings best(OptimizerSettings optimizer) {
        return new TrainerSettings(16, optimizer, Map.of(), Budget.examples(80), Keep.BEST, null, 3600);
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
                Trainer trainer = trainer(workers, Optional.empty())) {
            new EndToEnd().train(trainer, Budget.steps(1)).close();
            assertThatThrownBy(trainer::weights)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("handed over");
        }
    }

    private static Trainer trainer(Workers workers, Optional<PhaseInspector> inspector) {
        Surroundings surroundings =
                new Surroundings(CheckpointStore.NONE, TrainingListener.SILENT, () -> false, workers, inspector);
        return new Trainer(TinySystem.spec(), task, TinySystem.settings(), TrainingKey.of("tiny", 1), surroundings);
    }
}
