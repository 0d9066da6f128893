package dev.regimen.training;

import dev.regimen.torch.TensorBytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the newest checkpoint of a training and of its members in memory, and all that were written between phases. */
public final class MemoryStore implements CheckpointStore {
    private final Map<Integer, MemoryStore> members = new ConcurrentHashMap<>();
    private final Map<Integer, MemoryStore> cohorts = new ConcurrentHashMap<>();
    private final List<Checkpoint> betweenPhases = new ArrayList<>();
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
        if (checkpoint.current() == null) {
            betweenPhases.add(checkpoint);
        }
    }

    @Override
    public MemoryStore forMember(int index) {
        return members.computeIfAbsent(index, key -> new MemoryStore());
    }

    @Override
    public MemoryStore forCohort(int first) {
        return cohorts.computeIfAbsent(first, key -> new MemoryStore());
    }

    /** The checkpoints that were written when a phase ended. */
    public List<Checkpoint> betweenPhases() {
        return betweenPhases;
    }

    /** This store and those of the members that have saved anything, by their place such as {@code 0/1}. */
    public Map<String, MemoryStore> all() {
        Map<String, MemoryStore> all = new LinkedHashMap<>();
        if (newest != null) {
            all.put("", this);
        }
        new TreeMap<>(members).forEach((index, member) -> member.all()
                .forEach((place, store) -> all.put(index + "/" + place, store)));
        return all;
    }

    /** The tensors of the newest checkpoints of all of them. */
    public Map<String, TensorBytes> tensors() {
        Map<String, TensorBytes> tensors = new LinkedHashMap<>();
        all().forEach((place, store) ->
                store.newest.tensors().forEach((name, tensor) -> tensors.put(place + name, tensor)));
        return tensors;
    }
}
