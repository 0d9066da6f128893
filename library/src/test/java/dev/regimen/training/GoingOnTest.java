package dev.regimen.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.budget.Budget;
import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.model.Model;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.net.Mlp;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.optimizer.RmsPropSettings;
import dev.regimen.optimizer.SgdSettings;
import dev.regimen.task.BatchSource;
import dev.regimen.task.Examples;
import dev.regimen.task.Sample;
import dev.regimen.task.Sampling;
import dev.regimen.task.Task;
import dev.regimen.torch.TensorBytes;
import dev.regimen.torch.Workers;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trainers that go on where another one ended: of examples that are always the same, it makes no difference when. */
class GoingOnTest {
    private static final ModelSpec SPEC = ModelSpec.of(
            ModuleSpec.of("reader", "point", Mlp.of(4, 8)), ModuleSpec.of("judge", "reader", Mlp.of(2, 8)));

    static Stream<OptimizerSettings> optimizers() {
        return Stream.of(
                TinySystem.adam(0.02),
                new SgdSettings(0.05, 0.9, true, null, null, null, null),
                new RmsPropSettings(0.01, null, null, 0.5, null, null, null, null));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void inTwoPartsItIsTheSameAsInOne(OptimizerSettings optimizer) {
        Map<String, TensorBytes> whole = train(optimizer, Map.of(), CheckpointStore.NONE, 0, 30);
        Map<String, TensorBytes> part = train(optimizer, Map.of(), CheckpointStore.NONE, 0, 20);
        assertThat(train(optimizer, part, CheckpointStore.NONE, 1, 10)).isEqualTo(whole);
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void whatIsHandedOnIsKept(OptimizerSettings optimizer) {
        MemoryStore store = new MemoryStore();
        Map<String, TensorBytes> part = train(optimizer, Map.of(), store, 0, 20);
        assertThat(train(optimizer, Map.of(), store, 0, 20)).isEqualTo(part);
    }

    /** What is remembered with the last weights does not belong to the best. */
    @Test
    void besideBestWeightsNothingIsHandedOn() {
        Map<String, TensorBytes> best = train(TinySystem.adam(0.02), Map.of(), CheckpointStore.NONE, 0, 20, Keep.BEST);
        assertThat(best.keySet()).isNotEmpty().allMatch(name -> name.startsWith("weights/"));
        assertThat(train(TinySystem.adam(0.02), best, CheckpointStore.NONE, 1, 10, Keep.BEST))
                .isNotEmpty();
    }

    private static Map<String, TensorBytes> train(
            OptimizerSettings optimizer, Map<String, TensorBytes> state, CheckpointStore store, int member, int steps) {
        return train(optimizer, state, store, member, steps, Keep.LAST);
    }

    private static TrainerSettings settings(Keep keep) {
        return new TrainerSettings(16, TinySystem.adam(0.01), Map.of(), Budget.examples(160), keep, null, 3600);
    }

    private static Map<String, TensorBytes> train(
            OptimizerSettings optimizer,
            Map<String, TensorBytes> state,
            CheckpointStore store,
            int member,
            int steps,
            Keep keep) {
        try (Workers workers = new Workers(1);
                TinySystem.Points points = new TinySystem.Points()) {
            Task plain = TinySystem.task();
            Task task = new Task(new Always(points), plain.objective(), Map.of(), plain.metrics());
            plain.examples().close();
            Surroundings surroundings =
                    new Surroundings(store, TrainingListener.SILENT, () -> false, workers, Optional.empty());
            try (Trainer ensemble = new Trainer(SPEC, task, settings(keep), TrainingKey.of("tiny", 7), surroundings);
                    Trainer trainer = ensemble.forMember(member, Sampling.ALL).goingOn(state, true)) {
                trainer.run(TinyPhases.phase("joint", Goal.of(task.objective()), optimizer, steps, "reader", "judge"));
                return trainer.state();
            }
        }
    }

    /** One batch, again and again. */
    private record Always(TinySystem.Points points) implements Examples {
        @Override
        public Map<String, Field> fields() {
            return points.fields();
        }

        @Override
        public BatchSource training(long seed, int batchSize, Sample sample) {
            return new BatchSource() {
                @Override
                public Batch next(Model current) {
                    return points.draw(new SplittableRandom(3), batchSize).slice(0, batchSize);
                }

                @Override
                public int batchSize() {
                    return batchSize;
                }

                @Override
                public byte[] state() {
                    return new byte[0];
                }

                @Override
                public void restore(byte[] state) {
                    // It is always at its beginning.
                }
            };
        }

        @Override
        public Dataset validation() {
            return points.validation();
        }

        @Override
        public Dataset test() {
            return points.test();
        }

        @Override
        public void close() {
            points.close();
        }
    }
}
