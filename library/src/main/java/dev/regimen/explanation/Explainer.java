package dev.regimen.explanation;

import dev.regimen.budget.Budget;
import dev.regimen.model.ModelSpec;
import dev.regimen.regimen.Regimen;
import dev.regimen.regimen.TrainingResult;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.Archive;
import dev.regimen.training.CheckpointStore;
import dev.regimen.training.Surroundings;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainerSettings;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.util.Optional;
import java.util.Set;

/**
 * Says what a regimen trains by what, without training: it lets the regimen run its phases, looks at each with one real
 * batch on the autograd graph, and judges by what it saw, not by the regimen's class. So it knows regimens that are
 * written tomorrow. Takes a step's time per phase.
 */
public final class Explainer {
    private final ModelSpec spec;
    private final Task task;
    private final TrainerSettings settings;
    private final Workers workers;
    private final Archive archive;

    /**
     * @param task stays the caller's, and so do the workers
     * @param settings of the trainer: the batch size, and the optimizers that the phases name
     */
    public Explainer(ModelSpec spec, Task task, TrainerSettings settings, Workers workers) {
        this(spec, task, settings, workers, Archive.NONE);
    }

    private Explainer(ModelSpec spec, Task task, TrainerSettings settings, Workers workers, Archive archive) {
        this.spec = spec;
        this.task = task;
        this.settings = settings;
        this.workers = workers;
        this.archive = archive;
    }

    /** The same, with other runs in reach. */
    public Explainer reaching(Archive others) {
        return new Explainer(spec, task, settings, workers, others);
    }

    /**
     * Looks at the phases that this regimen runs.
     *
     * @param name what the regimen is called
     * @param seed of the initial weights and of the batch
     * @throws IllegalArgumentException if the regimen cannot train such a model for such a task
     */
    public Explanation explain(String name, Regimen regimen, Budget budget, long seed) {
        PhaseProbe probe = new PhaseProbe();
        Surroundings looking = new Surroundings(
                        CheckpointStore.NONE, TrainingListener.SILENT, () -> false, workers, Optional.of(probe))
                .reaching(archive);
        try (Trainer trainer = new Trainer(spec, task, settings, TrainingKey.of(name, seed), looking);
                TrainingResult result = regimen.train(trainer, budget)) {
            if (probe.phases().isEmpty() && probe.statements().isEmpty()) {
                throw new IllegalArgumentException("regimen '" + name + "' runs no phase");
            }
            Set<String> fittedTo = result.predictor().fittedTo();
            return new Explanation(name, probe.phases(), Judgement.of(probe.phases(), probe.statements(), fittedTo));
        }
    }
}
