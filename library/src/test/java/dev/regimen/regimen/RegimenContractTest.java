package dev.regimen.regimen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import dev.regimen.config.Catalog;
import dev.regimen.config.CatalogEntry;
import dev.regimen.data.Batch;
import dev.regimen.regimen.TinyTraining.Outcome;
import dev.regimen.task.ChangedExamples;
import dev.regimen.task.Examples;
import dev.regimen.task.Task;
import dev.regimen.torch.TensorBytes;
import dev.regimen.training.Checkpoint;
import dev.regimen.training.MemoryStore;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.Point;
import dev.regimen.training.TinySystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every regimen keeps to, whatever it does. */
class RegimenContractTest {
    private static final String CASES = "dev.regimen.regimen.RegimenCase#all";
    private static final Budget SHORT = Budget.examples(480);
    private static Task task;

    @BeforeAll
    static void open() {
        task = TinySystem.task();
    }

    @AfterAll
    static void close() {
        task.examples().close();
    }

    /** A regimen that is added to the catalog is added here. */
    @Test
    void coversTheCatalog() {
        Set<Class<?>> covered = Stream.concat(RegimenCase.all(), RegimenCase.ofOtherTasks())
                .map(one -> one.regimen().getClass())
                .collect(Collectors.toSet());
        Catalog.standard().kind("regimens").entries().stream()
                .map(CatalogEntry::type)
                .forEach(type -> assertThat(covered).contains(type));
    }

    @ParameterizedTest
    @MethodSource(CASES)
    void givesTheSameBitsForTheSameSeedWithAnyNumberOfWorkers(RegimenCase one) {
        TinyTraining first = training(SHORT);
        TinyTraining again = training(SHORT).withWorkers(2);
        Outcome outcome = first.run(one.regimen());
        assertSame(outcome, again.run(one.regimen()));
        assertSameTensors(first.store(), again.store());
        TinyTraining other = training(SHORT).withSeed(8);
        assertThat(other.run(one.regimen()).predictions()).isNotEqualTo(outcome.predictions());
    }

    @ParameterizedTest
    @MethodSource(CASES)
    void spendsItsBudgetAndNoMore(RegimenCase one) {
        long budgets = Math.round(one.regimen().budgets());
        List<PhaseReport> inSteps =
                training(Budget.steps(60)).run(one.regimen()).phases();
        assertThat(inSteps.stream().mapToLong(phase -> phase.spent().steps()).sum())
                .isEqualTo(60 * budgets);
        Outcome outcome = training(Budget.examples(4800)).run(one.regimen());
        assertThat(outcome.stop()).isEqualTo(StopReason.BUDGET_SPENT);
        long examples = outcome.phases().stream()
                .mapToLong(phase -> phase.spent().examples())
                .sum();
        assertThat(examples).isBetween(4560 * budgets, 4800 * budgets);
    }

    @ParameterizedTest
    @MethodSource(CASES)
    void leavesEveryFrozenModuleAsItIsInEveryPhase(RegimenCase one) {
        MemoryStore initial = stoppedAtOnce(one.regimen());
        TinyTraining training = training(SHORT);
        training.run(one.regimen());
        training.store().all().forEach((place, store) -> {
            List<Checkpoint> checkpoints = new ArrayList<>();
            // A training that is stopped at once has none for a member that begins with another's last weights.
            MemoryStore before = initial.all().getOrDefault(place, new MemoryStore());
            before.load().ifPresent(checkpoints::add);
            checkpoints.addAll(store.betweenPhases());
            for (int i = 1; i < checkpoints.size(); i++) {
                PhaseReport phase = checkpoints.get(i).finished().get(i - 1);
                assertThat(changed(checkpoints.get(i - 1), checkpoints.get(i)))
                        .as(place + phase.phase())
                        .isEqualTo(withWeights(phase.trained(), checkpoints.get(i)));
            }
        });
    }

    /** Stopped after every step, after every few, and killed without a word in between. */
    @ParameterizedTest
    @MethodSource(CASES)
    void goesOnAfterAStopAsIfItHadNeverStopped(RegimenCase one) {
        TinyTraining whole = training(SHORT);
        Outcome uninterrupted = whole.run(one.regimen());
        for (int every : new int[] {1, 4, 11}) {
            TinyTraining stopped = training(SHORT);
            assertThat(stopped.withCancelled(() -> true).run(one.regimen()).stop())
                    .isEqualTo(StopReason.CANCELLED);
            Outcome outcome;
            int rounds = 0;
            do {
                AtomicInteger asked = new AtomicInteger();
                outcome = stopped.withCancelled(() -> asked.incrementAndGet() > every)
                        .run(one.regimen());
                assertThat(++rounds).isLessThan(100);
            } while (outcome.stop() == StopReason.CANCELLED);
            assertThat(rounds).isGreaterThan(1);
            assertSame(uninterrupted, outcome);
            assertSameTensors(whole.store(), stopped.store());
        }
    }

    @ParameterizedTest
    @MethodSource(CASES)
    void isLoadedFromItsCheckpointsWithoutTraining(RegimenCase one) {
        TinyTraining training = training(SHORT);
        Outcome trained = training.run(one.regimen());
        Outcome loaded = training.withCancelled(() -> true).run(one.regimen());
        assertThat(loaded).isEqualTo(trained);
    }

    @ParameterizedTest
    @MethodSource(CASES)
    void reportsDivergenceAsAResultThatCanBeMeasured(RegimenCase one) {
        Task poisoned = new Task(poisoned(task.examples(), 2), task.objective(), task.seams(), task.metrics());
        Outcome outcome = training(SHORT).withTask(poisoned).run(one.regimen());
        assertThat(outcome.stop()).isEqualTo(StopReason.DIVERGED);
        assertThat(outcome.phases()).extracting(PhaseReport::stop).contains(StopReason.DIVERGED);
        assertThat(outcome.scores().metrics().get("accuracy")).isNaN();
    }

    @ParameterizedTest
    @MethodSource(CASES)
    void givesNativeMemoryBack(RegimenCase one) {
        for (int i = 0; i < 2; i++) {
            training(SHORT).run(one.regimen());
        }
        long before = Pointer.totalCount();
        for (int i = 0; i < 4; i++) {
            training(SHORT).run(one.regimen());
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    /** The same, but after some healthy steps of every phase the points are not numbers. */
    private static Examples poisoned(Examples examples, int healthy) {
        return new ChangedExamples(examples, (seed, batchSize, sample) -> {
            AtomicInteger steps = new AtomicInteger();
            return new ChangedExamples.ChangedBatches(
                    examples.training(seed, batchSize, sample),
                    batch -> steps.getAndIncrement() < healthy ? batch : withoutNumbers(batch));
        });
    }

    private static Batch withoutNumbers(Batch batch) {
        Map<String, Tensor> values = new HashMap<>(batch.values());
        values.computeIfPresent("point", (name, points) -> points.mul(new Scalar(Double.NaN)));
        return new Batch(batch.size(), values);
    }

    private static TinyTraining training(Budget budget) {
        return TinyTraining.of(task, budget);
    }

    /** The weights that everything starts with. */
    private static MemoryStore stoppedAtOnce(Regimen regimen) {
        TinyTraining training = training(SHORT).withCancelled(() -> true);
        assertThat(training.run(regimen).stop()).isEqualTo(StopReason.CANCELLED);
        return training.store();
    }

    /** The modules with weights that differ. */
    private static Set<String> changed(Checkpoint before, Checkpoint after) {
        Set<String> changed = new LinkedHashSet<>();
        after.tensors().forEach((name, tensor) -> {
            if (name.startsWith("weights/")
                    && !tensor.data().equals(before.tensors().get(name).data())) {
                changed.add(name.split("/")[1]);
            }
        });
        return changed;
    }

    private static Set<String> withWeights(List<String> modules, Checkpoint checkpoint) {
        return modules.stream()
                .filter(module -> checkpoint.tensors().keySet().stream()
                        .anyMatch(name -> name.startsWith("weights/" + module + "/")))
                .filter(module -> !module.endsWith("-features")) // drawn once, and nothing that can be trained
                .collect(Collectors.toSet());
    }

    /** All but the seconds. */
    private static void assertSame(Outcome expected, Outcome found) {
        assertThat(found.stop()).isEqualTo(expected.stop());
        assertThat(found.predictions()).isEqualTo(expected.predictions());
        assertThat(found.scores()).isEqualTo(expected.scores());
        assertThat(found.phases()).hasSameSizeAs(expected.phases());
        for (int i = 0; i < found.phases().size(); i++) {
            PhaseReport phase = found.phases().get(i);
            PhaseReport other = expected.phases().get(i);
            assertThat(phase.phase()).isEqualTo(other.phase());
            assertThat(phase.updates()).isEqualTo(other.updates());
            assertThat(curve(phase)).as(phase.phase()).isEqualTo(curve(other));
        }
    }

    private static List<List<Object>> curve(PhaseReport phase) {
        return phase.curve().stream().map(RegimenContractTest::values).toList();
    }

    private static List<Object> values(Point point) {
        return List.of(
                point.spent().examples(),
                point.spent().steps(),
                point.loss() == null ? "none" : point.loss(),
                point.validation());
    }

    private static void assertSameTensors(MemoryStore expected, MemoryStore found) {
        Map<String, TensorBytes> tensors = expected.tensors();
        assertThat(found.tensors().keySet()).isEqualTo(tensors.keySet());
        found.tensors().forEach((name, tensor) -> assertThat(tensor.data())
                .as(name)
                .isEqualTo(tensors.get(name).data()));
    }
}
