package dev.regimen.run;

import dev.regimen.budget.StopReason;
import dev.regimen.comparison.ComparisonPlan;
import dev.regimen.comparison.SeedResult;
import dev.regimen.regimen.TrainingResult;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.Archive;
import dev.regimen.training.Checkpoint;
import dev.regimen.training.CheckpointStore;
import dev.regimen.training.Surroundings;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainerSettings;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The systems that a run trained, put together again from their checkpoints: each regimen is run once more and finds
 * all of its phases finished. Nothing is trained and nothing is written.
 */
public final class TrainedSystems {
    private final ComparisonPlan plan;
    private final FileResultStore store;
    private final Workers workers;
    private final Archive archive;
    private final Path folder;

    /**
     * @param plan the one that the run carried out
     * @param archive where the run found the finished systems of others
     */
    public TrainedSystems(ComparisonPlan plan, RunFolder folder, Workers workers, Archive archive) {
        this.plan = plan;
        this.folder = folder.path();
        this.store = folder.store();
        this.workers = workers;
        this.archive = archive;
    }

    /**
     * The system that a contender trained with a seed.
     *
     * @return with its predictor; the caller closes it
     * @throws RunFolderException if that training is not finished, or its checkpoint is missing or damaged
     * @throws IllegalArgumentException if there is no such contender or seed
     */
    public TrainingResult of(String contender, long seed) {
        TrainingKey key = TrainingKey.of(plan.contender(contender).name(), requireKnown(seed));
        SeedResult result = store.finished(key)
                .orElseThrow(() -> new RunFolderException("the training " + key + " in " + folder
                        + " is not finished; 'regimen resume' goes on with it"));
        TrainerSettings settings = result.learningRate() == null
                ? plan.settings()
                : plan.settings().withLearningRate(result.learningRate());
        Task task = plan.tasks().apply(seed);
        // Whatever is not finished stops at its first step.
        Surroundings still = new Surroundings(
                        new Untouched(store.checkpoints(key)),
                        TrainingListener.SILENT,
                        () -> true,
                        workers,
                        Optional.empty())
                .reaching(archive);
        try (Trainer trainer = new Trainer(plan.spec(), task, settings, key, still)) {
            TrainingResult system = plan.contender(contender)
                    .regimen()
                    .train(trainer, plan.protocol().budget());
            return complete(system, key);
        }
    }

    private TrainingResult complete(TrainingResult system, TrainingKey key) {
        if (system.stop() == StopReason.CANCELLED) {
            system.close();
            throw new RunFolderException("the training " + key + " in " + folder
                    + " is finished, but a checkpoint of it is missing; delete its " + FileResultStore.FILE
                    + " and 'regimen resume' trains it again");
        }
        return system;
    }

    private long requireKnown(long seed) {
        List<Long> seeds = plan.protocol().seeds();
        if (!seeds.contains(seed)) {
            throw new IllegalArgumentException("the run has no seed " + seed + "; its seeds are " + seeds);
        }
        return seed;
    }

    /** Gives checkpoints and takes none. */
    private record Untouched(CheckpointStore store) implements CheckpointStore {
        @Override
        public Optional<Checkpoint> load() {
            return store.load();
        }

        @Override
        public void save(Checkpoint checkpoint) {}

        @Override
        public CheckpointStore forMember(int index) {
            return new Untouched(store.forMember(index));
        }

        @Override
        public CheckpointStore forCohort(int first) {
            return new Untouched(store.forCohort(first));
        }
    }
}
