package dev.regimen.training;

import dev.regimen.budget.Spent;
import dev.regimen.model.Model;
import dev.regimen.task.Task;

/** Looks at the live model whenever a training measures it on the validation examples. */
@FunctionalInterface
public interface Probe {
    /** Looks at nothing. */
    Probe NONE = (key, phase, task, spent, model) -> {};

    /**
     * Called from the thread that trains; members' from several threads at once. Its time is not counted. It leaves the
     * model as it found it: weights, state, gradients and what asks for one; then the training's outcome is bit-equal
     * to that of one that nobody looks at.
     *
     * @param phase the one that is running; its trained modules are those whose gradients are turned on
     * @param spent in this phase so far
     * @param model stays the trainer's
     */
    void look(TrainingKey key, Phase phase, Task task, Spent spent, Model model);
}
