package dev.regimen.regimen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import dev.regimen.data.Batch;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.net.Mlp;
import dev.regimen.optimizer.AdamWSettings;
import dev.regimen.optimizer.CosineSchedule;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.optimizer.RmsPropSettings;
import dev.regimen.optimizer.SgdSettings;
import dev.regimen.regimen.TinyTraining.Outcome;
import dev.regimen.task.ChangedExamples;
import dev.regimen.task.Examples;
import dev.regimen.task.Task;
import dev.regimen.torch.Seeds;
import dev.regimen.torch.Workers;
import dev.regimen.training.CheckpointStore;
import dev.regimen.training.InStep;
import dev.regimen.training.Keep;
import dev.regimen.training.Phase;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.Surroundings;
import dev.regimen.training.TinySystem;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainerSettings;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What trainer's settings and what happens on the way mean for each member, it means for it among others, too. */
class StackedSettingsTest {
    private static final int MEMBERS = 3;
    private static final Budget BUDGET = Budget.steps(120);

    private static Task task;

    @BeforeAll
    static void open() {
        task = TinySystem.task();
    }

    @AfterAll
    static void close() {
        task.examples().close();
    }

    static Stream<TrainerSettings> settings() {
        return Stream.of(
                settings(new AdamWSettings(0.01, null, null, null, 0.2, new CosineSchedule(0.1), 0.3), Keep.LAST, null),
                settings(new SgdSettings(0.1, 0.9, null, 0.1, 0.01, null, 0.5), Keep.BEST, null),
                settings(new RmsPropSettings(0.003, null, null, 0.5, true, null, null, null), Keep.LAST, null),
                settings(TinySystem.adam(0.02), Keep.BEST, 0.7));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void meansTheSameForEachMember(TrainerSettings settings) {
        assertAlike(TinyTraining.of(task, BUDGET).withSettings(settings), new EndToEnd());
    }

    /** Members come to their ends at different times, and go on with budgets of their own. */
    @Test
    void endsEachMembersStagesWhereItIsGoodEnough() {
        Stage reader = new Stage(List.of("reader"), 2.0, null, 0.8);
        StepByStep staged = new StepByStep(List.of(reader, Stage.of("judge")), StepByStep.Joint.END_TO_END, null, null);
        List<PhaseReport> phases = assertAlike(
                TinyTraining.of(task, Budget.steps(400)).withSettings(often(TinySystem.adam(0.02))), staged);
        assertThat(phases.stream()
                        .filter(phase -> phase.stop() == StopReason.TARGET_REACHED)
                        .map(phase -> phase.spent().steps())
                        .distinct())
                .hasSizeGreaterThan(1);
    }

    @Test
    void leavesTheOthersAloneWhenOneDiverges() {
        long poisoned = Seeds.derive(TrainingKey.of("tiny", 7).member(1).derivedSeed(), "examples/0");
        Task partly = poisoned(task, poisoned);
        TinyTraining training = TinyTraining.of(partly, BUDGET);
        Outcome together = training.run(ensemble(new EndToEnd(), InStep.ALWAYS), StackingTest.spec());
        assertThat(together.members())
                .containsExactly(StopReason.BUDGET_SPENT, StopReason.DIVERGED, StopReason.BUDGET_SPENT);
        TinyTraining alone = TinyTraining.of(partly, BUDGET);
        Outcome expected = alone.run(ensemble(new EndToEnd(), InStep.NEVER), StackingTest.spec());
        assertThat(together.phases().get(1).message())
                .isEqualTo(expected.phases().get(1).message());
        StackingTest.assertClose(alone.store(), training.store());
    }

    /** In the middle of a step, two members become one, whose batches several threads divide. */
    @Test
    void leavesTheOneThatIsLeftToSeveralThreads() {
        long poisoned = Seeds.derive(TrainingKey.of("tiny", 7).member(1).derivedSeed(), "examples/0");
        Task partly = poisoned(task, poisoned);
        TinyTraining training = TinyTraining.of(partly, BUDGET)
                .withSettings(TinySystem.settings().withThreads(2));
        Ensemble pair =
                new Ensemble(2, new EndToEnd(), null, null, null, null, Ensemble.BudgetPer.CONTENDER, InStep.ALWAYS);
        Outcome together = training.run(pair, StackingTest.spec());
        assertThat(together.members()).containsExactly(StopReason.BUDGET_SPENT, StopReason.DIVERGED);
        TinyTraining alone = TinyTraining.of(partly, BUDGET);
        alone.run(StackingTest.with(pair, InStep.NEVER), StackingTest.spec());
        StackingTest.assertClose(alone.store(), training.store());
    }

    @Test
    void isTheSameWithoutAStore() {
        TinyTraining kept = TinyTraining.of(task, BUDGET);
        Outcome expected = kept.run(ensemble(StepByStep.thenEndToEnd(), InStep.ALWAYS), StackingTest.spec());
        try (Workers workers = new Workers(1);
                Trainer trainer = trainer(workers, TrainingListener.SILENT, StackingTest.spec());
                TrainingResult result =
                        ensemble(StepByStep.thenEndToEnd(), InStep.ALWAYS).train(trainer, BUDGET)) {
            assertThat(dev.regimen.task.Samples.predictions(result.predictor(), task))
                    .isEqualTo(expected.predictions());
        }
    }

    /** Small members by themselves, large ones and such with dropout never. */
    @Test
    void choosesBySize() {
        ModelSpec large = ModelSpec.of(
                ModuleSpec.of("reader", "point", Mlp.of(4, 1500, 1500)),
                ModuleSpec.of("judge", "reader", Mlp.of(2, 8)));
        assertThat(together(StackingTest.spec(), InStep.AUTO)).containsExactly(MEMBERS);
        assertThat(together(StackingTest.spec(), InStep.NEVER)).isEmpty();
        assertThat(together(large, InStep.AUTO)).isEmpty();
        assertThat(together(TinySystem.spec(), InStep.AUTO)).isEmpty();
    }

    /** Members with tiny steps in one cohort, those with larger ones in two. */
    @Test
    void dividesThemBySize() {
        ModelSpec larger = ModelSpec.of(
                ModuleSpec.of("reader", "point", Mlp.of(4, 300, 300)), ModuleSpec.of("judge", "reader", Mlp.of(2, 8)));
        assertThat(together(StackingTest.spec(), StackingTest.stacked(4, new EndToEnd(), null)))
                .containsExactly(4);
        assertThat(together(larger, StackingTest.stacked(4, new EndToEnd(), null)))
                .containsExactly(2, 2);
    }

    @Test
    void refusesWhatCannotBeBeforeItTrains() {
        Ensemble always = ensemble(new EndToEnd(), InStep.ALWAYS);
        assertThatThrownBy(() -> TinyTraining.of(task, BUDGET).run(always))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("stack: always, but module 'reader' has a net that cannot be stacked");
        assertThatThrownBy(() -> TinyTraining.of(task, Budget.seconds(1)).run(always, StackingTest.spec()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the budget is in seconds");
    }

    /** How many went together in each phase. */
    private static List<Integer> together(ModelSpec spec, InStep stacking) {
        return together(spec, ensemble(new EndToEnd(), stacking));
    }

    private static List<Integer> together(ModelSpec spec, Ensemble ensemble) {
        List<Integer> told = new CopyOnWriteArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void together(List<TrainingKey> members, Phase phase) {
                told.add(members.size());
            }
        };
        try (Workers workers = new Workers(1);
                Trainer trainer = trainer(workers, listener, spec)) {
            ensemble.train(trainer, Budget.steps(MEMBERS)).close();
        }
        return told;
    }

    private static Trainer trainer(Workers workers, TrainingListener listener, ModelSpec spec) {
        Surroundings surroundings =
                new Surroundings(CheckpointStore.NONE, listener, () -> false, workers, Optional.empty());
        return new Trainer(spec, task, TinySystem.settings(), TrainingKey.of("tiny", 7), surroundings);
    }

    private static List<PhaseReport> assertAlike(TinyTraining training, Regimen member) {
        Outcome outcome = training.run(ensemble(member, InStep.ALWAYS), StackingTest.spec());
        TinyTraining alone = TinyTraining.of(task, training.budget()).withSettings(training.settings());
        Outcome expected = alone.run(ensemble(member, InStep.NEVER), StackingTest.spec());
        assertThat(outcome.members()).isEqualTo(expected.members());
        assertThat(outcome.phases().stream().map(StackedSettingsTest::summary))
                .containsExactlyElementsOf(expected.phases().stream()
                        .map(StackedSettingsTest::summary)
                        .toList());
        StackingTest.assertClose(alone.store(), training.store());
        return outcome.phases();
    }

    private static List<Object> summary(PhaseReport phase) {
        return List.of(
                phase.phase(),
                phase.stop(),
                phase.spent().steps(),
                phase.curve().size());
    }

    private static Ensemble ensemble(Regimen member, InStep stacking) {
        return new Ensemble(MEMBERS, member, null, null, null, null, Ensemble.BudgetPer.CONTENDER, stacking);
    }

    private static TrainerSettings settings(OptimizerSettings optimizer, Keep keep, Double stopAt) {
        return new TrainerSettings(16, optimizer, Map.of(), Budget.steps(5), keep, stopAt, 3600);
    }

    private static TrainerSettings often(OptimizerSettings optimizer) {
        return settings(optimizer, Keep.LAST, null);
    }

    /** One member's points are not numbers after two steps. */
    static Task poisoned(Task task, long poisoned) {
        return new Task(poisonedExamples(task, poisoned), task.objective(), task.seams(), task.metrics());
    }

    private static Examples poisonedExamples(Task task, long poisoned) {
        return new ChangedExamples(task.examples(), (seed, batchSize, sample) -> {
            AtomicInteger steps = new AtomicInteger();
            return new ChangedExamples.ChangedBatches(
                    task.examples().training(seed, batchSize, sample),
                    batch -> seed != poisoned || steps.getAndIncrement() < 2 ? batch : withoutNumbers(batch));
        });
    }

    private static Batch withoutNumbers(Batch batch) {
        Map<String, Tensor> values = new HashMap<>(batch.values());
        values.computeIfPresent("point", (name, points) -> points.mul(new Scalar(Double.NaN)));
        return new Batch(batch.size(), values);
    }
}
