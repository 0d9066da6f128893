package dev.regimen.comparison;

import dev.regimen.training.CheckpointStore;
import dev.regimen.training.MemoryStore;
import dev.regimen.training.TrainingKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps results and checkpoints in memory. */
record MemoryResults(Map<TrainingKey, SeedResult> results, Map<TrainingKey, MemoryStore> stores)
        implements ResultStore {
    MemoryResults() {
        this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    @Override
    public Optional<SeedResult> finished(TrainingKey key) {
        return Optional.ofNullable(results.get(key));
    }

    @Override
    public void save(TrainingKey key, SeedResult result) {
        results.put(key, result);
    }

    @Override
    public CheckpointStore checkpoints(TrainingKey key) {
        return stores.computeIfAbsent(key, one -> new MemoryStore());
    }
}
