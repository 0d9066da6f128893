package dev.regimen.regimen;

import dev.regimen.budget.Budget;
import dev.regimen.training.Goal;
import dev.regimen.training.Phase;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The control experiment of Glasmachers (ACML 2017): does a module learn from the final objective when all others are
 * trained and frozen? Trains everything step by step, draws the module's weights anew, and trains it alone on the final
 * objective.
 *
 * @param module the one that is trained alone
 * @param preTrainingShare the part of the budget for training the others, which counts like any other training; one
 *     half unless set
 * @param preTraining how the others are trained; step by step with its defaults unless set
 * @param budgetPer whose budget it is: the contender's, which the pre-training shares, unless set otherwise
 */
public record Control(String module, Double preTrainingShare, StepByStep preTraining, BudgetPer budgetPer)
        implements Regimen {
    /** Whose budget a control's is. */
    public enum BudgetPer {
        /** The pre-training has its share of it. */
        CONTENDER,
        /** The pre-training has the whole, and so has the module after it. */
        PHASE
    }

    public Control {
        if (module == null) {
            throw new IllegalArgumentException("module: a control names the module that is trained alone");
        }
        budgetPer = budgetPer == null ? BudgetPer.CONTENDER : budgetPer;
        if (budgetPer == BudgetPer.PHASE && preTrainingShare != null) {
            throw new IllegalArgumentException(
                    "pre-training-share is for 'budget-per: contender': with 'phase' the pre-training has the whole");
        }
        preTrainingShare =
                preTrainingShare == null && budgetPer == BudgetPer.CONTENDER ? Double.valueOf(0.5) : preTrainingShare;
        if (preTrainingShare != null && !(preTrainingShare > 0 && preTrainingShare < 1)) {
            throw new IllegalArgumentException(
                    "pre-training-share is a number between 0 and 1, not " + preTrainingShare);
        }
        preTraining = preTraining == null ? new StepByStep() : preTraining;
    }

    /** One whose pre-training shares its budget. */
    public Control(String module, Double preTrainingShare, StepByStep preTraining) {
        this(module, preTrainingShare, preTraining, null);
    }

    /** After step-by-step training with its defaults. */
    public Control(String module, Double preTrainingShare) {
        this(module, preTrainingShare, null, null);
    }

    @Override
    public double budgets() {
        return budgetPer == BudgetPer.PHASE ? 2 : 1;
    }

    @Override
    public TrainingResult train(Trainer trainer, Budget budget) {
        trainer.spec().module(module);
        List<Budget> parts = budgetPer == BudgetPer.PHASE
                ? List.of(budget, budget)
                : budget.split(List.of(preTrainingShare, 1 - preTrainingShare));
        List<PhaseReport> reports = new ArrayList<>(preTraining.run(trainer, parts.get(0)));
        Phase alone = Phases.of(
                trainer,
                "control of " + module,
                List.of(module),
                List.of(Goal.of(trainer.task().objective())),
                null,
                parts.get(1));
        reports.add(trainer.run(alone.drawing(Set.of(module))));
        return TrainingResult.of(trainer, reports);
    }
}
