package dev.regimen.training;

import dev.regimen.data.Batch;
import dev.regimen.model.Model;
import dev.regimen.task.Task;

/** Looks at phases instead of running them. */
public interface PhaseInspector {
    /**
     * Called from the thread that would train; members' from several threads at once.
     *
     * @param origin what the training begins from
     * @param task the one that this trainer trains for, which may be another than its ensemble's
     * @param model its gradients are turned on for exactly the modules that the phase trains
     * @param batch a real one, in a scope that ends after this call
     */
    void inspect(TrainingKey key, Origin origin, Phase phase, Task task, Model model, Batch batch);

    /** Told what has no phase to look at. Called as the other is. */
    default void stated(TrainingKey key, Statement statement) {}
}
