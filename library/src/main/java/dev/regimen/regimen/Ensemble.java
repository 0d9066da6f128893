package dev.regimen.regimen;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import dev.regimen.ensemble.CombinerSettings;
import dev.regimen.ensemble.EnsemblePredictor;
import dev.regimen.ensemble.Mean;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.net.FeatureSubset;
import dev.regimen.task.Predictor;
import dev.regimen.task.Sampling;
import dev.regimen.training.Cohorts;
import dev.regimen.training.Company;
import dev.regimen.training.InStep;
import dev.regimen.training.Trainer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Several predictors, trained independently with seeds of their own and side by side, whose predictions are combined.
 *
 * @param members how many; unless given, as many as there are regimens, or 5 as in deep ensembles (Lakshminarayanan,
 *     Pritzel and Blundell, NeurIPS 2017)
 * @param member how each is trained; end-to-end unless set
 * @param regimens how each is trained where they differ, one per member; instead of {@code member}
 * @param combiner makes one prediction of theirs; the mean unless set
 * @param data which training examples a member sees; all in its own order unless set
 * @param features how large a part of the numbers of its inputs a member sees, drawn for each (see
 *     {@link FeatureSubset}); above 0 and at most 1; all of them unless set
 * @param budgetPer whose budget it is: the contender's, which the members share, unless set otherwise
 * @param stack whether members that go through equal phases are computed together: where it is known to be faster,
 *     unless set otherwise; never with budgets in seconds
 */
public record Ensemble(
        Integer members,
        Regimen member,
        List<Regimen> regimens,
        CombinerSettings combiner,
        Sampling data,
        Double features,
        BudgetPer budgetPer,
        InStep stack)
        implements Regimen {
    /** Whose a budget is. */
    public enum BudgetPer {
        /** The members share it equally, so that an ensemble costs what any other contender costs. */
        CONTENDER,
        /** Each member has all of it; the ensemble costs as many times more. */
        MEMBER
    }

    public Ensemble {
        if (member != null && regimens != null) {
            throw new IllegalArgumentException(
                    "member and regimens exclude each other: give one for all, or one for each");
        }
        if (regimens != null) {
            if (regimens.isEmpty()) {
                throw new IllegalArgumentException("regimens: an ensemble needs at least two members");
            }
            if (members != null && members != regimens.size()) {
                throw new IllegalArgumentException(
                        "members is " + members + ", but there are " + regimens.size() + " regimens");
            }
            members = regimens.size();
            regimens = List.copyOf(regimens);
        }
        members = members == null ? Integer.valueOf(5) : members;
        Several.members(members);
        member = member == null && regimens == null ? new EndToEnd() : member;
        combiner = combiner == null ? new Mean() : combiner;
        if (features != null && (!(features > 0) || features > 1)) {
            throw new IllegalArgumentException("features is above 0 and at most 1, not " + features);
        }
        data = data == null ? Sampling.ALL : data;
        budgetPer = budgetPer == null ? BudgetPer.CONTENDER : budgetPer;
        stack = stack == null ? InStep.AUTO : stack;
    }

    /** One whose members are computed together where that is known to be faster. */
    public Ensemble(
            Integer members,
            Regimen member,
            List<Regimen> regimens,
            CombinerSettings combiner,
            Sampling data,
            Double features,
            BudgetPer budgetPer) {
        this(members, member, regimens, combiner, data, features, budgetPer, null);
    }

    /** So many members of one regimen. */
    public static Ensemble of(int members, Regimen member, CombinerSettings combiner) {
        return new Ensemble(members, member, null, combiner, null, null, null);
    }

    @Override
    public double budgets() {
        double all = each().stream().mapToDouble(Regimen::budgets).sum();
        return budgetPer == BudgetPer.MEMBER ? all : all / Math.max(1, spending());
    }

    /** How many members spend something. */
    private int spending() {
        return (int) each().stream().filter(one -> one.budgets() > 0).count();
    }

    /** What each member may spend; those that spend nothing leave their share to the others. */
    private List<Budget> shares(Budget budget) {
        int spending = spending();
        if (budgetPer == BudgetPer.MEMBER || spending == 0) {
            return Collections.nCopies(members, budget);
        }
        Iterator<Budget> parts = budget.split(spending).iterator();
        return each().stream()
                .map(one -> one.budgets() > 0 ? parts.next() : budget)
                .toList();
    }

    /** How each member is trained. */
    private List<Regimen> each() {
        return regimens == null ? Collections.nCopies(members, member) : regimens;
    }

    @Override
    public TrainingResult train(Trainer trainer, Budget budget) {
        EnsemblePredictor.check(combiner, trainer.task());
        List<Regimen> each = each();
        List<Budget> budgets = shares(budget);
        Company company = new Company(members, inStep(budget));
        Trainer whole = Cohorts.train(trainer, company, (asking, index) -> {
            if (each.get(index).budgets() > 0) {
                train(asking, index, budgets, company).close();
            }
        });
        List<Callable<TrainingResult>> trainings = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            int index = i;
            trainings.add(() -> train(whole, index, budgets, company));
        }
        List<TrainingResult> results = trainer.together(trainings);
        StopReason stop = results.stream().map(TrainingResult::stop).reduce(StopReason.TARGET_REACHED, StopReason::and);
        Several.requireDifferent(results);
        List<Predictor> predictors =
                results.stream().map(TrainingResult::predictor).toList();
        return new TrainingResult(
                new EnsemblePredictor(predictors, combiner, trainer.task()), List.of(), results, stop);
    }

    /** How long a member trained alone takes says nothing about how long it takes with others. */
    private InStep inStep(Budget budget) {
        if (budget.unit() != Budget.Unit.SECONDS) {
            return stack;
        }
        if (stack == InStep.ALWAYS) {
            throw new IllegalArgumentException("stack: always, but the budget is in seconds, of which members that are"
                    + " computed together have none of their own; give it in examples or steps");
        }
        return InStep.NEVER;
    }

    private TrainingResult train(Trainer trainer, int index, List<Budget> budgets, Company company) {
        try (Trainer own = member(trainer, index, company)) {
            return each().get(index).train(own, budgets.get(index));
        }
    }

    private Trainer member(Trainer trainer, int index, Company company) {
        Trainer own = trainer.forMember(index, data, company);
        if (features == null) {
            return own;
        }
        ModelSpec seeing = Views.seeing(trainer.spec(), trainer.task(), new FeatureSubset(features));
        return own.with(seeing, trainer.task(), trainer.settings());
    }
}
