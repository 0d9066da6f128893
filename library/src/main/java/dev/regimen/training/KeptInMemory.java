package dev.regimen.training;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the newest checkpoints of a training, of its members and of their cohorts as long as it is in use itself. */
final class KeptInMemory implements CheckpointStore {
    private final Map<Integer, CheckpointStore> members = new ConcurrentHashMap<>();
    private final Map<Integer, CheckpointStore> cohorts = new ConcurrentHashMap<>();
    private volatile Checkpoint newest;

    @Override
    public Optional<Checkpoint> load() {
        return Optional.ofNullable(newest);
    }

    @Override
    public void save(Checkpoint checkpoint) {
        newest = checkpoint;
    }

    @Override
    public CheckpointStore forMember(int index) {
        return members.computeIfAbsent(index, any -> new KeptInMemory());
    }

    @Override
    public CheckpointStore forCohort(int first) {
        return cohorts.computeIfAbsent(first, any -> new KeptInMemory());
    }
}
