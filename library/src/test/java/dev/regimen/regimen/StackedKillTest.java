package dev.regimen.regimen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.budget.Budget;
import dev.regimen.task.Task;
import dev.regimen.torch.Seeds;
import dev.regimen.torch.Workers;
import dev.regimen.training.Checkpoint;
import dev.regimen.training.CheckpointStore;
import dev.regimen.training.InStep;
import dev.regimen.training.Keep;
import dev.regimen.training.MemoryStore;
import dev.regimen.training.Surroundings;
import dev.regimen.training.TinySystem;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainerSettings;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Killed without a word, before any of the writes: also before those between what is kept of all and of each. */
class StackedKillTest {
    private static final Budget BUDGET = Budget.steps(60);

    private static Task task;

    @BeforeAll
    static void open() {
        task = TinySystem.task();
    }

    @AfterAll
    static void close() {
        task.examples().close();
    }

    /** Members leave the reader's stage at different times and go on with budgets of their own. */
    @Test
    void goesOnWhereverItWasKilled() {
        MemoryStore whole = new MemoryStore();
        AtomicInteger writes = new AtomicInteger();
        train(new Dying(whole, writes, Integer.MAX_VALUE));
        assertThat(writes.get()).isGreaterThan(100);
        for (int killed = 1; killed < writes.get(); killed += killed < 8 ? 1 : 7) {
            MemoryStore store = new MemoryStore();
            Dying dying = new Dying(store, new AtomicInteger(), killed);
            assertThatThrownBy(() -> train(dying)).isInstanceOf(Death.class);
            train(new Dying(store, new AtomicInteger(), Integer.MAX_VALUE));
            assertSame(whole, store, killed);
        }
    }

    /** What the others learn from in the step in which one diverges is not lost to them. */
    @Test
    void goesOnWhereOneHadDiverged() {
        long poisoned = Seeds.derive(TrainingKey.of("tiny", 7).member(1).derivedSeed(), "examples/0");
        Task partly = StackedSettingsTest.poisoned(task, poisoned);
        MemoryStore whole = new MemoryStore();
        AtomicInteger writes = new AtomicInteger();
        train(new Dying(whole, writes, Integer.MAX_VALUE), partly, 3600);
        assertThat(writes.get()).isGreaterThan(3);
        for (int killed = 1; killed < writes.get(); killed++) {
            MemoryStore store = new MemoryStore();
            Dying dying = new Dying(store, new AtomicInteger(), killed);
            assertThatThrownBy(() -> train(dying, partly, 3600)).isInstanceOf(Death.class);
            train(new Dying(store, new AtomicInteger(), Integer.MAX_VALUE), partly, 3600);
            assertSame(whole, store, killed);
        }
    }

    private static void assertSame(MemoryStore whole, MemoryStore store, int killed) {
        whole.tensors()
                .forEach((name, tensor) -> assertThat(store.tensors().get(name).data())
                        .as(name + ", killed before write " + killed)
                        .isEqualTo(tensor.data()));
    }

    private static void train(CheckpointStore store) {
        train(store, task, Double.MIN_VALUE);
    }

    private static void train(CheckpointStore store, Task task, double checkpointEvery) {
        Stage reader = new Stage(List.of("reader"), 1.0, null, 0.5);
        StepByStep staged = new StepByStep(List.of(reader, Stage.of("judge")), StepByStep.Joint.END_TO_END, null, null);
        Ensemble ensemble = new Ensemble(3, staged, null, null, null, null, Ensemble.BudgetPer.MEMBER, InStep.ALWAYS);
        TrainerSettings settings = new TrainerSettings(
                16, TinySystem.adam(0.02), Map.of(), Budget.steps(3), Keep.BEST, null, checkpointEvery);
        try (Workers workers = new Workers(1)) {
            Surroundings surroundings =
                    new Surroundings(store, TrainingListener.SILENT, () -> false, workers, Optional.empty());
            try (Trainer trainer =
                    new Trainer(StackingTest.spec(), task, settings, TrainingKey.of("tiny", 7), surroundings)) {
                ensemble.train(trainer, BUDGET).close();
            }
        }
    }

    private static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Dies before one of its writes. */
    private record Dying(CheckpointStore store, AtomicInteger writes, int last) implements CheckpointStore {
        @Override
        public Optional<Checkpoint> load() {
            return store.load();
        }

        @Override
        public void save(Checkpoint checkpoint) {
            if (writes.incrementAndGet() >= last) {
                throw new Death();
            }
            store.save(checkpoint);
        }

        @Override
        public CheckpointStore forMember(int index) {
            return new Dying(store.forMember(index), writes, last);
        }

        @Override
        public CheckpointStore forCohort(int first) {
            return new Dying(store.forCohort(first), writes, last);
        }
    }
}
