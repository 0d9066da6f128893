package dev.regimen.regimen;

import dev.regimen.budget.Budget;
import dev.regimen.model.ModelSpec;
import dev.regimen.objective.Head;
import dev.regimen.task.Task;
import dev.regimen.training.Trainer;
import java.util.Map;

/**
 * Another model in place of the experiment's, trained for the same final objective: how models of different
 * architectures are compared, or become members of one ensemble. At those of the experiment's seams whose module it
 * does not have, it says nothing.
 *
 * @param modules of the other model, by name; among them those that the experiment's final objective is about
 * @param training how it is trained; end-to-end unless set
 */
public record OtherModel(Map<String, ModuleSettings> modules, Regimen training) implements Regimen {
    /** @throws IllegalArgumentException if the modules are missing, or are no model */
    public OtherModel {
        if (modules == null || modules.isEmpty()) {
            throw new IllegalArgumentException(
                    "modules is missing: at least one module of the other model, by its name");
        }
        modules = ModuleSettings.named(modules);
        ModuleSettings.model(modules);
        training = training == null ? new EndToEnd() : training;
    }

    @Override
    public double budgets() {
        return training.budgets();
    }

    @Override
    public TrainingResult train(Trainer trainer, Budget budget) {
        ModelSpec spec = Views.alike(trainer, ModuleSettings.model(modules));
        Task task = trainer.task();
        task.objective().reads().stream()
                .filter(module -> !spec.names().contains(module))
                .findFirst()
                .ifPresent(missing -> {
                    throw new IllegalArgumentException("modules: the final objective is about '" + missing
                            + "', but the other model has " + String.join(", ", spec.names()));
                });
        Task own = task.withObjectives(task.objective(), seams(task));
        try (Trainer other =
                trainer.with(spec, own, trainer.settings().withModuleOptimizers(ModuleSettings.optimizers(modules)))) {
            return training.train(other, budget);
        }
    }

    /** Those of the experiment, by which the other model is measured, too, where it has their modules, and its own. */
    private Map<String, Head> seams(Task task) {
        Map<String, Head> own = ModuleSettings.seams(modules);
        task.seams().forEach((module, head) -> {
            if (!modules.containsKey(module)) {
                return;
            }
            Head other = own.put(module, head);
            if (other != null && !other.fitted(task.examples().fields()).equals(head)) {
                throw new IllegalArgumentException("modules." + module + ".objective: it differs from that of the"
                        + " experiment's module, by which both are measured; leave it out");
            }
        });
        return own;
    }
}
