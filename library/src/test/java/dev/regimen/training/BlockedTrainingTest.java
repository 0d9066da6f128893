package dev.regimen.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import dev.regimen.config.Catalog;
import dev.regimen.config.ExperimentFile;
import dev.regimen.config.ExperimentReader;
import dev.regimen.task.Examples;
import dev.regimen.task.Task;
import dev.regimen.torch.ImageLayout;
import dev.regimen.torch.TensorData;
import dev.regimen.torch.Workers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With images that are enough to lie in blocks, also in half of a batch: all else is as with few. */
class BlockedTrainingTest {
    private static final int BATCH = 256;
    private static final int STEPS = 6;
    private static final double RATE = 0.002;

    private final ExperimentFile file =
            new ExperimentReader(Catalog.standard()).embedded(List.of("modules.reader.net.batch-norm=false"));
    private final Examples examples = file.open(Path.of(""), 1);
    private final Task task = file.experiment().task(examples);
    private final Workers workers = new Workers(1);

    @BeforeAll
    static void needsBlocks() {
        assumeTrue(ImageLayout.current() == ImageLayout.BLOCKED, "images do not lie in blocks here");
    }

    @AfterEach
    void close() {
        workers.close();
        examples.close();
    }

    @Test
    void goesOnWithTheSameBits() {
        Map<String, float[]> whole = trained(new MemoryStore(), () -> false, 1);
        MemoryStore store = new MemoryStore();
        AtomicInteger asked = new AtomicInteger();
        try (Trainer stopped = trainer(store, () -> asked.incrementAndGet() > STEPS / 2, 1)) {
            assertThat(stopped.run(phase()).stop()).isEqualTo(StopReason.CANCELLED);
        }
        assertThat(trained(store, () -> false, 1)).containsExactlyEntriesOf(whole);
    }

    @Test
    void isDividedAmongThreads() {
        Map<String, float[]> one = trained(new MemoryStore(), () -> false, 1);
        Map<String, float[]> two = trained(new MemoryStore(), () -> false, 2);
        two.forEach((name, weight) -> assertThat(weight).as(name).containsExactly(one.get(name), within(1e-3f)));
        assertThat(trained(new MemoryStore(), () -> false, 2)).containsExactlyEntriesOf(two);
    }

    /** oneDNN would make zeros of what is no number, and the loss would be one again. */
    @Test
    void isSeenToDiverge() {
        try (Trainer trainer = trainer(new MemoryStore(), () -> false, 1)) {
            try (NoGradGuard guard = new NoGradGuard()) {
                trainer.weights().get("reader/convolution.0.kernel").fill_(new Scalar(Double.NaN));
            }
            PhaseReport report = trainer.run(phase());
            assertThat(report.stop()).isEqualTo(StopReason.DIVERGED);
            assertThat(report.spent().steps()).isZero();
        }
    }

    private Map<String, float[]> trained(CheckpointStore store, BooleanSupplier cancelled, int threads) {
        try (Trainer trainer = trainer(store, cancelled, threads)) {
            assertThat(trainer.run(phase()).stop()).isEqualTo(StopReason.BUDGET_SPENT);
            Map<String, float[]> weights = new LinkedHashMap<>();
            trainer.weights().forEach((name, tensor) -> weights.put(name, TensorData.toFloats(tensor)));
            return weights;
        }
    }

    private Trainer trainer(CheckpointStore store, BooleanSupplier cancelled, int threads) {
        TrainerSettings settings = new TrainerSettings(
                BATCH,
                TinySystem.adam(RATE),
                Map.of(),
                Budget.examples(2 * BATCH),
                Keep.LAST,
                null,
                3600,
                true,
                threads);
        return new Trainer(
                file.experiment().spec(),
                task,
                settings,
                TrainingKey.of("blocked", 1),
                new Surroundings(store, TrainingListener.SILENT, cancelled, workers, Optional.empty()));
    }

    private Phase phase() {
        Set<String> modules = Set.of("reader", "adder");
        return new Phase(
                "joint",
                modules,
                Set.of(),
                List.of(Goal.of(task.objective())),
                Map.of("reader", TinySystem.adam(RATE), "adder", TinySystem.adam(RATE)),
                Budget.examples((long) STEPS * BATCH));
    }
}
