package dev.regimen.benchmarks;

import dev.regimen.budget.Budget;
import dev.regimen.metric.Accuracy;
import dev.regimen.model.ModelSpec;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.objective.Objective;
import dev.regimen.optimizer.AdamSettings;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.task.Task;
import dev.regimen.torch.TensorBytes;
import dev.regimen.torch.Workers;
import dev.regimen.training.CheckpointStore;
import dev.regimen.training.Goal;
import dev.regimen.training.Keep;
import dev.regimen.training.Phase;
import dev.regimen.training.Point;
import dev.regimen.training.Surroundings;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainerSettings;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The training loop of this library, in phases of as many steps as are asked for. */
final class RegimenLoop implements Loop {
    static final double LEARNING_RATE = 1e-3;
    private static final double NO_CHECKPOINTS = 1e6;

    private final Workers workers = new Workers(1);
    private final Trainer trainer;
    private final Map<String, OptimizerSettings> optimizers;

    /**
     * @param examples of this workload; they stay the caller's
     * @param evaluateEvery how many steps lie between two losses that are told
     */
    RegimenLoop(Workload workload, SyntheticExamples examples, long seed, long evaluateEvery, TrainingListener told) {
        this(workload, examples, seed, evaluateEvery, told, 1);
    }

    /** @param threads how many compute each step */
    RegimenLoop(
            Workload workload,
            SyntheticExamples examples,
            long seed,
            long evaluateEvery,
            TrainingListener told,
            int threads) {
        ModelSpec spec = workload.spec();
        Objective objective = new CrossEntropy(spec.names().get(0), SyntheticExamples.LABEL);
        Task task = new Task(examples, objective, Map.of(), List.of(new Accuracy()));
        AdamSettings adam = AdamSettings.defaults().withLearningRate(LEARNING_RATE);
        TrainerSettings settings = new TrainerSettings(
                        workload.batch(), adam, Map.of(), Budget.steps(evaluateEvery), Keep.LAST, null, NO_CHECKPOINTS)
                .withThreads(threads);
        Surroundings surroundings =
                new Surroundings(CheckpointStore.NONE, told, () -> false, workers, Optional.empty());
        trainer = new Trainer(spec, task, settings, TrainingKey.of("benchmark", seed), surroundings);
        optimizers = Map.of(spec.names().get(0), adam);
    }

    /** The live weights by name, in the order in which the net declares them. */
    Map<String, Tensor> weights() {
        return trainer.weights();
    }

    /** The checksum of the weights as they are now. */
    long checksum() {
        CRC32 sum = new CRC32();
        weights().values().forEach(weight -> sum.update(TensorBytes.of(weight).data()));
        return sum.getValue();
    }

    @Override
    public double[] run(int steps) {
        torch.get_num_threads(); // a thread's first call would set the number anew
        torch.set_num_threads(1);
        return trainer.run(phase(steps)).curve().stream()
                .map(Point::loss)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private Phase phase(int steps) {
        List<Goal> goals = List.of(Goal.of(trainer.task().objective()));
        return new Phase("all", optimizers.keySet(), Set.of(), goals, optimizers, Budget.steps(steps));
    }

    @Override
    public void close() {
        trainer.close();
        workers.close();
    }
}
