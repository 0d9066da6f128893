package dev.regimen.regimen;

import dev.regimen.budget.Budget;
import dev.regimen.ensemble.Mean;
import dev.regimen.task.Sampling;
import dev.regimen.training.InStep;
import dev.regimen.training.Trainer;

/**
 * A deep ensemble (Lakshminarayanan, Pritzel and Blundell, NeurIPS 2017, without adversarial training): members that
 * differ by their first weights and the order of the data alone, each trained on all data with the whole budget, and
 * the mean of their probabilities. It is an {@link Ensemble} with these settings.
 *
 * @param members how many; 5 unless given, as published
 * @param member how each is trained; end-to-end unless set
 * @param stack whether members are computed together; auto unless set
 */
public record DeepEnsemble(Integer members, Regimen member, InStep stack) implements Regimen {
    /** @throws IllegalArgumentException if there are no members */
    public DeepEnsemble {
        Ensemble checked = ensemble(members, member, stack);
        members = checked.members();
        member = checked.member();
        stack = checked.stack();
    }

    @Override
    public double budgets() {
        return ensemble(members, member, stack).budgets();
    }

    @Override
    public TrainingResult train(Trainer trainer, Budget budget) {
        return ensemble(members, member, stack).train(trainer, budget);
    }

    private static Ensemble ensemble(Integer members, Regimen member, InStep stack) {
        return new Ensemble(members, member, null, new Mean(), Sampling.ALL, null, Ensemble.BudgetPer.MEMBER, stack);
    }
}
