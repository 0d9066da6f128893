package dev.regimen.regimen;

import dev.regimen.budget.Budget;
import dev.regimen.training.Trainer;

/** A way to train a model: code that runs phases in an order. Implementations are records of settings only. */
public interface Regimen {
    /**
     * Trains within the budget, which phases and members share.
     *
     * @param trainer runs the phases; stays the caller's, to be closed after this
     * @return the caller closes it
     * @throws IllegalArgumentException if this regimen cannot train such a model for such a task
     */
    TrainingResult train(Trainer trainer, Budget budget);

    /** How many times the budget it spends at most: once, unless parts of it have budgets of their own. */
    default double budgets() {
        return 1;
    }
}
