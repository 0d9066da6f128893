package dev.regimen.training;

import dev.regimen.torch.Workers;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What a training stands in and what must not change its outcome.
 *
 * @param store where checkpoints go
 * @param listener told what happens
 * @param cancelled asked at every step whether to stop
 * @param workers who trains members side by side
 * @param inspector looks at the phases instead of running them
 * @param probe looks at the model while a phase runs, which one that is taken over does not
 * @param shared phases that other trainings have in common with this one
 * @param archive where the finished systems of other runs are
 */
public record Surroundings(
        CheckpointStore store,
        TrainingListener listener,
        BooleanSupplier cancelled,
        Workers workers,
        Optional<PhaseInspector> inspector,
        Probe probe,
        SharedPhases shared,
        Archive archive) {
    /** Without a probe, sharing nothing, with no other run in reach. */
    public Surroundings(
            CheckpointStore store,
            TrainingListener listener,
            BooleanSupplier cancelled,
            Workers workers,
            Optional<PhaseInspector> inspector) {
        this(store, listener, cancelled, workers, inspector, Probe.NONE, SharedPhases.NONE, Archive.NONE);
    }

    /** No checkpoints, no listener, no cancelling. */
    public static Surroundings plain(Workers workers) {
        return new Surroundings(CheckpointStore.NONE, TrainingListener.SILENT, () -> false, workers, Optional.empty());
    }

    /** The same with a probe. */
    public Surroundings probedBy(Probe other) {
        return new Surroundings(store, listener, cancelled, workers, inspector, other, shared, archive);
    }

    /** The same with phases that other trainings have in common with this one. */
    public Surroundings sharing(SharedPhases others) {
        return new Surroundings(store, listener, cancelled, workers, inspector, probe, others, archive);
    }

    /** The same with other runs in reach. */
    public Surroundings reaching(Archive others) {
        return new Surroundings(store, listener, cancelled, workers, inspector, probe, shared, others);
    }

    /** The same with another store. */
    Surroundings keepingIn(CheckpointStore other) {
        return new Surroundings(other, listener, cancelled, workers, inspector, probe, shared, archive);
    }

    /** The same for trainings that are only asked. */
    Surroundings stopped() {
        return new Surroundings(store, listener, () -> true, workers, inspector, probe, shared, archive);
    }

    Surroundings forMember(int index) {
        return new Surroundings(
                store.forMember(index), listener, cancelled, workers, inspector, probe, shared, archive);
    }
}
