package dev.regimen.regimen;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import dev.regimen.ensemble.Boost;
import dev.regimen.ensemble.EnsemblePredictor;
import dev.regimen.task.Predictor;
import dev.regimen.training.Trainer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Small members one after another, each of which looks more often at the training examples that those before it got
 * wrong; their votes count by how right they are (SAMME, see {@link Boost}; the examples of a member are drawn with
 * replacement). For classes, and for training examples that are there to be weighed. A member that is right about all
 * training examples leaves nothing to those after it: boosting is for members that are too small, or trained too
 * shortly, to do well alone.
 *
 * @param members how many; 10 unless set
 * @param member how each is trained; end-to-end unless set
 * @param budgetPer whose budget it is: the contender's, which the members share, unless set otherwise
 */
public record Boosting(Integer members, Regimen member, Ensemble.BudgetPer budgetPer) implements Regimen {
    private static final int MEMBERS = 10;

    /** @throws IllegalArgumentException if there are no members */
    public Boosting {
        members = members == null ? MEMBERS : members;
        member = member == null ? new EndToEnd() : member;
        budgetPer = budgetPer == null ? Ensemble.BudgetPer.CONTENDER : budgetPer;
        Several.members(members);
    }

    @Override
    public double budgets() {
        return member.budgets() * (budgetPer == Ensemble.BudgetPer.MEMBER ? members : 1);
    }

    @Override
    public TrainingResult train(Trainer trainer, Budget budget) {
        Boost boost = new Boost(trainer.task());
        List<Budget> budgets =
                budgetPer == Ensemble.BudgetPer.MEMBER ? Collections.nCopies(members, budget) : budget.split(members);
        List<TrainingResult> results = new ArrayList<>();
        StopReason stop = StopReason.BUDGET_SPENT;
        for (int i = 0; i < members && stop != StopReason.DIVERGED && stop != StopReason.CANCELLED; i++) {
            try (Trainer own = trainer.forMember(i, boost.sampling())) {
                TrainingResult result = member.train(own, budgets.get(i));
                results.add(result);
                stop = result.stop();
                if (isTrained(result)) {
                    boost.add(result.predictor());
                }
            }
        }
        Several.requireDifferent(results);
        List<Predictor> predictors =
                results.stream().map(TrainingResult::predictor).toList();
        return new TrainingResult(
                new EnsemblePredictor(predictors, boost.combiner(), trainer.task()), List.of(), results, stop);
    }

    /** Not if it was only looked at, or its training failed or was stopped. */
    private static boolean isTrained(TrainingResult result) {
        return result.stop() != StopReason.DIVERGED
                && result.stop() != StopReason.CANCELLED
                && result.allPhases()
                                .mapToLong(phase -> phase.spent().examples())
                                .sum()
                        > 0;
    }
}
