package dev.regimen.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import dev.regimen.model.ModelSpec;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.task.Task;
import dev.regimen.torch.TensorData;
import dev.regimen.torch.Workers;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
    private static final TrainingKey KEY = TrainingKey.of("tiny", 7);
    private final Workers workers = new Workers(1);
    private final Task task = TinySystem.task();
    private final ModelSpec spec = TinySystem.spec();

    @AfterEach
    void close() {
        workers.close();
        task.examples().close();
    }

    @Test
    void trainsTheReaderAndThenTheJudge() {
        Map<String, float[]> weights = new LinkedHashMap<>();
        List<PhaseReport> reports = train(CheckpointStore.NONE, () -> false, weights);
        assertThat(reports).extracting(PhaseReport::stop).containsOnly(StopReason.BUDGET_SPENT);
        Point last = reports.get(1).curve().get(reports.get(1).curve().size() - 1);
        assertThat(last.validation().seams().get("reader").get("accuracy")).isGreaterThan(0.85);
        assertThat(last.validation().metrics().get("accuracy")).isGreaterThan(0.85);
    }

    @Test
    void neverGoesOverTheBudgetAndCountsWhatItDid() {
        PhaseReport report =
                train(CheckpointStore.NONE, () -> false, new LinkedHashMap<>()).get(0);
        assertThat(report.spent().examples()).isEqualTo(2000);
        assertThat(report.spent().steps()).isEqualTo(125);
        assertThat(report.updates()).containsExactly(Map.entry("reader", 125L));
        assertThat(report.spent().seconds()).isPositive();
        assertThat(report.spent().cpuSeconds()).isPositive();
        assertThat(report.labels()).containsExactly(new Label("quadrant", "reader"));
        assertThat(report.parameters()).containsExactly(Map.entry("reader", 16L * 2 + 4 * 16));
        // Forward once, backward twice as much: 2 * 16 * (2 + 4) a forward pass.
        assertThat(report.flops()).isEqualTo(2000 * 3 * 2.0 * 16 * 6);
        // One evaluation before the first step and one every 160 examples, the last at the end.
        assertThat(report.curve()).hasSize(1 + 12 + 1);
    }

    @Test
    void leavesFrozenModulesAsTheyAreToTheLastBit() {
        try (Trainer trainer = trainer(CheckpointStore.NONE, () -> false, TinySystem.settings())) {
            trainer.run(phase("reader", Set.of("reader"), 320));
            Map<String, float[]> before = weights(trainer);
            trainer.run(phase("judge", Set.of("judge"), 320));
            Map<String, float[]> after = weights(trainer);
            before.forEach((name, values) -> {
                if (name.startsWith("reader/")) {
                    assertThat(after.get(name)).as(name).isEqualTo(values);
                } else {
                    assertThat(after.get(name)).as(name).isNotEqualTo(values);
                }
            });
        }
    }

    @Test
    void givesTheSameBitsForTheSameSeedAndOthersForAnother() {
        Map<String, float[]> first = new LinkedHashMap<>();
        Map<String, float[]> again = new LinkedHashMap<>();
        train(CheckpointStore.NONE, () -> false, first);
        train(CheckpointStore.NONE, () -> false, again);
        assertSame(first, again);
        try (Trainer other = new Trainer(
                spec, task, TinySystem.settings(), TrainingKey.of("tiny", 8), Surroundings.plain(workers))) {
            other.run(phase("reader", Set.of("reader"), 2000));
            assertThat(weights(other).get("reader/first")).isNotEqualTo(first.get("reader/first"));
        }
    }

    /** Stops in the middle of the first phase, at its end, and in the second. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40, 125, 126, 200, 249})
    void goesOnAfterAStopAsIfItHadNeverStopped(int stopAfter) {
        Map<String, float[]> whole = new LinkedHashMap<>();
        List<PhaseReport> uninterrupted = train(CheckpointStore.NONE, () -> false, whole);
        MemoryStore store = new MemoryStore();
        AtomicInteger asked = new AtomicInteger();
        List<PhaseReport> stopped = train(store, () -> asked.incrementAndGet() > stopAfter, new LinkedHashMap<>());
        assertThat(stopped).extracting(PhaseReport::stop).contains(StopReason.CANCELLED);
        Map<String, float[]> resumed = new LinkedHashMap<>();
        List<PhaseReport> goneOn = train(store, () -> false, resumed);
        assertSame(whole, resumed);
        for (int i = 0; i < goneOn.size(); i++) {
            assertThat(goneOn.get(i).curve()).hasSameSizeAs(uninterrupted.get(i).curve());
            for (int j = 0; j < goneOn.get(i).curve().size(); j++) {
                Point expected = uninterrupted.get(i).curve().get(j);
                Point found = goneOn.get(i).curve().get(j);
                assertThat(found.validation()).isEqualTo(expected.validation());
                assertThat(found.loss()).isEqualTo(expected.loss());
                assertThat(found.spent().steps()).isEqualTo(expected.spent().steps());
            }
        }
    }

    /** An evaluation may take seconds, and stopping should not. */
    @Test
    void measuresNothingWhenItIsStoppedBeforeItBegins() {
        List<PhaseReport> stopped = train(new MemoryStore(), () -> true, new LinkedHashMap<>());
        assertThat(stopped).allMatch(report -> report.curve().isEmpty());
    }

    @Test
    void returnsTheReportsOfFinishedPhasesWithoutDoingThemAgain() {
        MemoryStore store = new MemoryStore();
        Map<String, float[]> first = new LinkedHashMap<>();
        List<PhaseReport> reports = train(store, () -> false, first);
        int saves = store.saves;
        Map<String, float[]> again = new LinkedHashMap<>();
        assertThat(train(store, () -> false, again)).isEqualTo(reports);
        assertSame(first, again);
        assertThat(store.saves).isEqualTo(saves);
    }

    @Test
    void refusesACheckpointOfAnotherExperiment() {
        MemoryStore store = new MemoryStore();
        train(store, () -> false, new LinkedHashMap<>());
        try (Trainer trainer = trainer(store, () -> false, TinySystem.settings())) {
            assertThatThrownBy(() -> trainer.run(phase("joint", Set.of("reader", "judge"), 320)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("phase 'reader'")
                    .hasMessageContaining("phase 'joint'");
        }
    }

    @Test
    void reportsDivergenceAndDoesNotGoOn() {
        OptimizerSettings wild = TinySystem.adam(1e38);
        try (Trainer trainer = trainer(
                CheckpointStore.NONE,
                () -> false,
                new TrainerSettings(16, wild, Map.of(), Budget.examples(160), Keep.LAST, null, 3600))) {
            PhaseReport report = trainer.run(new Phase(
                    "reader",
                    Set.of("reader"),
                    Set.of(),
                    List.of(Goal.of(task.seams().get("reader"))),
                    Map.of("reader", wild),
                    Budget.examples(2000)));
            assertThat(report.stop()).isEqualTo(StopReason.DIVERGED);
            assertThat(report.message()).contains("no longer a finite number at step");
            PhaseReport next = trainer.run(phase("judge", Set.of("judge"), 320));
            assertThat(next.stop()).isEqualTo(StopReason.DIVERGED);
            assertThat(next.spent().steps()).isZero();
        }
    }

    @Test
    void drawsFreshModulesAnew() {
        try (Trainer trainer = trainer(CheckpointStore.NONE, () -> false, TinySystem.settings())) {
            trainer.run(phase("reader", Set.of("reader"), 16));
            float[] before = weights(trainer).get("judge/first");
            Phase fresh = phase("judge", Set.of("judge"), 16);
            trainer.run(new Phase(
                    "judge",
                    fresh.trainedModules(),
                    Set.of("judge"),
                    fresh.goals(),
                    fresh.optimizers(),
                    fresh.budget()));
            float[] after = weights(trainer).get("judge/first");
            double moved = Math.abs(before[0] - after[0]);
            assertThat(moved).isGreaterThan(0.02); // one step of Adam moves by 0.01 at most
        }
    }

    @Test
    void keepsTheBestWeightsWhereAsked() {
        TrainerSettings settings =
                new TrainerSettings(16, TinySystem.adam(0.3), Map.of(), Budget.examples(160), Keep.BEST, null, 3600);
        try (Trainer trainer = trainer(CheckpointStore.NONE, () -> false, settings)) {
            PhaseReport report = trainer.run(phase("reader", Set.of("reader"), 3200));
            double best = report.curve().stream()
                    .mapToDouble(
                            point -> point.validation().seams().get("reader").get("accuracy"))
                    .max()
                    .orElseThrow();
            try (var predictor = trainer.predictor()) {
                var scores = dev.regimen.task.Evaluation.scores(
                        predictor, task, task.examples().validation());
                assertThat(scores.seams().get("reader").get("accuracy")).isEqualTo(best);
            }
        }
    }

    @Test
    void aPhaseThatOnlyDoesHarmKeepsTheWeightsItBeganWith() {
        TrainerSettings settings =
                new TrainerSettings(16, TinySystem.adam(0.01), Map.of(), Budget.examples(160), Keep.BEST, null, 3600);
        try (Trainer trainer = trainer(CheckpointStore.NONE, () -> false, settings)) {
            trainer.run(phase("reader", Set.of("reader"), 2000));
            Map<String, float[]> before = weights(trainer);
            Phase harmful = new Phase(
                    "harm",
                    Set.of("reader"),
                    Set.of(),
                    List.of(Goal.of(task.seams().get("reader"))),
                    Map.of("reader", TinySystem.adam(30)),
                    Budget.examples(320));
            assertThat(trainer.run(harmful).curve()).hasSize(3);
            assertSame(before, weights(trainer));
        }
    }

    @Test
    void stopsAtTheTargetWhereAsked() {
        TrainerSettings settings =
                new TrainerSettings(16, TinySystem.adam(0.01), Map.of(), Budget.examples(160), Keep.LAST, 0.8, 3600);
        try (Trainer trainer = trainer(CheckpointStore.NONE, () -> false, settings)) {
            trainer.run(phase("reader", Set.of("reader"), 2000));
            PhaseReport report = trainer.run(phase("judge", Set.of("judge"), 20000));
            assertThat(report.stop()).isEqualTo(StopReason.TARGET_REACHED);
            assertThat(report.spent().examples()).isLessThan(20000);
        }
    }

    @Test
    void refusesToTrainWhatNoGoalDependsOn() {
        try (Trainer trainer = trainer(CheckpointStore.NONE, () -> false, TinySystem.settings())) {
            Phase phase = new Phase(
                    "wrong",
                    Set.of("judge"),
                    Set.of(),
                    List.of(Goal.of(task.seams().get("reader"))),
                    Map.of("judge", TinySystem.adam(0.01)),
                    Budget.examples(100));
            assertThatThrownBy(() -> trainer.run(phase))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("trains module 'judge', but none of its goals depends on it");
        }
    }

    /** The other goal trains both; this one would have no gradient. */
    @Test
    void refusesAGoalThatMovesNothing() {
        try (Trainer trainer = trainer(CheckpointStore.NONE, () -> false, TinySystem.settings())) {
            Goal idle = new Goal(task.seams().get("reader"), 1, Set.of("judge"));
            Phase phase = new Phase(
                    "wrong",
                    Set.of("reader", "judge"),
                    Set.of(),
                    List.of(Goal.of(task.objective()), idle),
                    Map.of("reader", TinySystem.adam(0.01), "judge", TinySystem.adam(0.01)),
                    Budget.examples(100));
            assertThatThrownBy(() -> trainer.run(phase))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("phase 'wrong' has a goal that moves nothing: it reads [reader], which depends on no"
                            + " parameter of [judge]");
        }
    }

    @Test
    void refusesToEndAtAMetricThatNobodyMeasures() {
        try (Trainer trainer = trainer(CheckpointStore.NONE, () -> false, TinySystem.settings())) {
            Phase phase = new Phase(
                            "other",
                            Set.of("reader"),
                            Set.of(),
                            List.of(Goal.of(new CrossEntropy("reader", "parity"))),
                            Map.of("reader", TinySystem.adam(0.01)),
                            Budget.examples(100))
                    .until(0.9);
            assertThatThrownBy(() -> trainer.run(phase))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'reader' on 'parity' is not measured");
        }
    }

    @Test
    void refusesToEndAtAMetricThatThereIsNot() {
        try (Trainer trainer = trainer(CheckpointStore.NONE, () -> false, TinySystem.settings())) {
            Phase phase = new Phase(
                            "sums",
                            Set.of("reader"),
                            Set.of(),
                            List.of(Goal.of(new SumOfOutputs("reader"))),
                            Map.of("reader", TinySystem.adam(0.01)),
                            Budget.examples(100))
                    .until(0.9);
            assertThatThrownBy(() -> trainer.run(phase))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(
                            "phase 'sums' is to end where its objective's metric is 0.9, but there is none");
        }
    }

    /** A local loss reaches its own module only, whatever the other goal does. */
    @Test
    void letsAGoalReachOnlyTheModulesItSays() {
        Map<String, float[]> local = new LinkedHashMap<>();
        Map<String, float[]> alone = new LinkedHashMap<>();
        try (Trainer trainer = trainer(CheckpointStore.NONE, () -> false, TinySystem.settings())) {
            Set<String> both = new LinkedHashSet<>(List.of("reader", "judge"));
            trainer.run(new Phase(
                    "local",
                    both,
                    Set.of(),
                    List.of(
                            new Goal(task.seams().get("reader"), 1, Set.of("reader")),
                            new Goal(task.objective(), 1, Set.of("judge"))),
                    Map.of("reader", TinySystem.adam(0.01), "judge", TinySystem.adam(0.02)),
                    Budget.examples(16)));
            local.putAll(weights(trainer));
        }
        try (Trainer trainer = trainer(CheckpointStore.NONE, () -> false, TinySystem.settings())) {
            trainer.run(phase("reader", Set.of("reader"), 16));
            alone.putAll(weights(trainer));
        }
        assertThat(local.get("reader/first")).isEqualTo(alone.get("reader/first"));
        assertThat(local.get("judge/first")).isNotEqualTo(alone.get("judge/first"));
    }

    private List<PhaseReport> train(CheckpointStore store, BooleanSupplier cancelled, Map<String, float[]> weights) {
        try (Trainer trainer = trainer(store, cancelled, TinySystem.settings())) {
            List<PhaseReport> reports = List.of(
                    trainer.run(phase("reader", Set.of("reader"), 2000)),
                    trainer.run(phase("judge", Set.of("judge"), 2000)));
            weights.putAll(weights(trainer));
            return reports;
        }
    }

    private Trainer trainer(CheckpointStore store, BooleanSupplier cancelled, TrainerSettings settings) {
        return new Trainer(
                spec,
                task,
                settings,
                KEY,
                new Surroundings(store, TrainingListener.SILENT, cancelled, workers, Optional.empty()));
    }

    private Phase phase(String name, Set<String> modules, long examples) {
        Map<String, OptimizerSettings> optimizers = new LinkedHashMap<>();
        modules.forEach(module -> optimizers.put(module, TinySystem.adam(0.01)));
        boolean reader = modules.equals(Set.of("reader"));
        Goal goal = Goal.of(reader ? task.seams().get("reader") : task.objective());
        return new Phase(name, modules, Set.of(), List.of(goal), optimizers, Budget.examples(examples));
    }

    private static Map<String, float[]> weights(Trainer trainer) {
        Map<String, float[]> values = new LinkedHashMap<>();
        trainer.weights().forEach((name, tensor) -> values.put(name, TensorData.toFloats(tensor)));
        return values;
    }

    private static void assertSame(Map<String, float[]> expected, Map<String, float[]> found) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, values) -> assertThat(found.get(name)).as(name).isEqualTo(values));
    }
}
