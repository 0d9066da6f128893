package dev.regimen.training;

import java.util.Optional;

/** Keeps the newest checkpoint in memory. */
final class MemoryStore implements CheckpointStore {
    private Checkpoint newest;
    int saves;

    @Override
    public Optional<Checkpoint> load() {
        return Optional.ofNullable(newest);
    }

    @Override
    public void save(Checkpoint checkpoint) {
        newest = checkpoint;
        saves++;
    }

    @Override
    public CheckpointStore forMember(int index) {
        throw new IllegalStateException("no members here");
    }
}
