package dev.regimen.comparison;

import dev.regimen.training.CheckpointStore;
import dev.regimen.training.TrainingKey;
import java.util.Optional;

/** Where finished trainings and the checkpoints of unfinished ones are kept, so that a killed comparison can go on. */
public interface ResultStore {
    /** Keeps nothing. */
    ResultStore NONE = new ResultStore() {
        @Override
        public Optional<SeedResult> finished(TrainingKey key) {
            return Optional.empty();
        }

        @Override
        public void save(TrainingKey key, SeedResult result) {}

        @Override
        public CheckpointStore checkpoints(TrainingKey key) {
            return CheckpointStore.NONE;
        }
    };

    /** The result of this training, if it was finished before. */
    Optional<SeedResult> finished(TrainingKey key);

    void save(TrainingKey key, SeedResult result);

    CheckpointStore checkpoints(TrainingKey key);
}
