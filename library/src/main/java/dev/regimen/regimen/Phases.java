package dev.regimen.regimen;

import dev.regimen.budget.Budget;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.training.Goal;
import dev.regimen.training.Phase;
import dev.regimen.training.Trainer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Phases that several regimens have. */
final class Phases {
    private Phases() {}

    /**
     * A phase that trains these modules.
     *
     * @param optimizer for all of them, or null for each module's own
     */
    static Phase of(
            Trainer trainer,
            String name,
            Collection<String> modules,
            List<Goal> goals,
            OptimizerSettings optimizer,
            Budget budget) {
        Map<String, OptimizerSettings> optimizers = new LinkedHashMap<>();
        modules.forEach(module ->
                optimizers.put(module, optimizer == null ? trainer.settings().optimizerOf(module) : optimizer));
        return new Phase(name, optimizers.keySet(), Set.of(), goals, optimizers, budget);
    }

    /** All modules on the final objective. */
    static Phase endToEnd(Trainer trainer, String name, OptimizerSettings optimizer, Budget budget) {
        List<String> modules =
                trainer.spec().ancestors(trainer.task().objective().reads());
        return of(trainer, name, modules, List.of(Goal.of(trainer.task().objective())), optimizer, budget);
    }
}
