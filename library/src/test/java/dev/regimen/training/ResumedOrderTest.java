package dev.regimen.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.budget.Budget;
import dev.regimen.data.Batch;
import dev.regimen.metric.Accuracy;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.net.Mlp;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.task.ChangedExamples;
import dev.regimen.task.ClassificationSettings;
import dev.regimen.task.Examples;
import dev.regimen.task.Task;
import dev.regimen.torch.TensorData;
import dev.regimen.torch.Workers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A resumed run must not see the first epoch's order again: the embedded digits in epochs of sixteen batches. */
class ResumedOrderTest {
    private static final int BATCH = 73;
    private static final int EPOCH = 16;
    private static final int STEPS = 3 * EPOCH;

    /** Within the first epoch, at its end, within the second, and at the end of that. */
    @ParameterizedTest
    @ValueSource(ints = {5, EPOCH, EPOCH + 5, 2 * EPOCH})
    void aResumedRunGoesOnInTheEpochThatItWasIn(int before) {
        List<Integer> whole = new ArrayList<>();
        train(whole, CheckpointStore.NONE, () -> false);
        assertThat(whole).hasSize(STEPS * BATCH);
        assertThat(whole.subList(0, EPOCH * BATCH))
                .containsExactlyInAnyOrderElementsOf(whole.subList(EPOCH * BATCH, 2 * EPOCH * BATCH))
                .isNotEqualTo(whole.subList(EPOCH * BATCH, 2 * EPOCH * BATCH));
        List<Integer> seen = new ArrayList<>();
        MemoryStore store = new MemoryStore();
        AtomicInteger asked = new AtomicInteger();
        train(seen, store, () -> asked.incrementAndGet() > before);
        assertThat(seen).hasSize(before * BATCH);
        train(seen, store, () -> false);
        assertThat(seen).isEqualTo(whole);
    }

    private static void train(List<Integer> seen, CheckpointStore store, BooleanSupplier cancelled) {
        try (Examples digits = new ClassificationSettings(null, null, null, null).open(Path.of(""));
                Workers workers = new Workers(1)) {
            Task task = new Task(
                    watched(digits, seen), new CrossEntropy("net", "label"), Map.of(), List.of(new Accuracy()));
            ModelSpec spec = ModelSpec.of(ModuleSpec.of("net", "image", Mlp.of(10, 4)));
            OptimizerSettings adam = TinySystem.adam(0.01);
            TrainerSettings settings =
                    new TrainerSettings(BATCH, adam, Map.of(), Budget.steps(STEPS), Keep.LAST, null, 3600);
            Surroundings surroundings =
                    new Surroundings(store, TrainingListener.SILENT, cancelled, workers, Optional.empty());
            try (Trainer trainer = new Trainer(spec, task, settings, TrainingKey.of("digits", 1), surroundings)) {
                Goal goal = Goal.of(task.objective());
                trainer.run(new Phase(
                        "net", Set.of("net"), Set.of(), List.of(goal), Map.of("net", adam), Budget.steps(STEPS)));
            }
        }
    }

    /** Notes every image that is trained on, by a hash of its pixels. */
    private static Examples watched(Examples examples, List<Integer> images) {
        return new ChangedExamples(
                examples,
                (seed, batchSize, sample) ->
                        new ChangedExamples.ChangedBatches(examples.training(seed, batchSize, sample), batch -> {
                            note(batch, images);
                            return batch;
                        }));
    }

    private static void note(Batch batch, List<Integer> images) {
        float[] pixels = TensorData.toFloats(batch.value("image"));
        int each = pixels.length / batch.size();
        for (int i = 0; i < batch.size(); i++) {
            images.add(Arrays.hashCode(Arrays.copyOfRange(pixels, i * each, (i + 1) * each)));
        }
    }
}
