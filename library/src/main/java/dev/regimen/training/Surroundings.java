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
 */
public record Surroundings(
        CheckpointStore store,
        TrainingListener listener,
        BooleanSupplier cancelled,
        Workers workers,
        Optional<PhaseInspector> inspector) {
    /** No checkpoints, no listener, no cancelling. */
    public static Surroundings plain(Workers workers) {
        return new Surroundings(CheckpointStore.NONE, TrainingListener.SILENT, () -> false, workers, Optional.empty());
    }

    Surroundings forMember(int index) {
        return new Surroundings(store.forMember(index), listener, cancelled, workers, inspector);
    }
}
