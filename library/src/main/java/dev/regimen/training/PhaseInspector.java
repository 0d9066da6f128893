package dev.regimen.training;

import dev.regimen.data.Batch;
import dev.regimen.model.Model;

/** Looks at phases instead of running them. */
public interface PhaseInspector {
    /**
     * @param model its gradients are turned on for exactly the modules that the phase trains
     * @param batch a real one, in a scope that ends after this call
     */
    void inspect(TrainingKey key, Phase phase, Model model, Batch batch);
}
