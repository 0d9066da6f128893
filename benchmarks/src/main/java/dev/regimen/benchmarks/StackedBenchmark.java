package dev.regimen.benchmarks;

import dev.regimen.budget.Budget;
import dev.regimen.metric.Accuracy;
import dev.regimen.model.ModelSpec;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.optimizer.AdamSettings;
import dev.regimen.regimen.Ensemble;
import dev.regimen.regimen.TrainingResult;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.InStep;
import dev.regimen.training.Keep;
import dev.regimen.training.Surroundings;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainerSettings;
import dev.regimen.training.TrainingKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * How long ensembles take on one thread whose members are computed together, beside the same one after another: in
 * turns, so that what else the machine does hits both.
 */
final class StackedBenchmark {
    private static final int WARM_UP = 2;
    private static final double NO_CHECKPOINTS = 1e6;

    private StackedBenchmark() {}

    /**
     * What was found.
     *
     * @param ratios one after another by together, sorted; one for each pair
     * @param alone seconds of a member's step in the fastest training one after another
     * @param together the same together
     */
    record Found(List<Double> ratios, double alone, double together) {
        double median() {
            return ratios.get(ratios.size() / 2);
        }
    }

    /** @param pairs how many times both are timed */
    static Found measure(StackedCase one, int steps, int pairs) {
        List<Double> ratios = new ArrayList<>();
        double alone = Double.MAX_VALUE;
        double together = Double.MAX_VALUE;
        try (SyntheticExamples examples = new SyntheticExamples(one.fields());
                Workers workers = new Workers(1)) {
            for (int i = 0; i < WARM_UP + pairs; i++) {
                boolean aloneFirst = i % 2 == 0; // nobody always comes after the same
                double before = seconds(one, steps, examples, workers, aloneFirst ? InStep.NEVER : InStep.ALWAYS);
                double after = seconds(one, steps, examples, workers, aloneFirst ? InStep.ALWAYS : InStep.NEVER);
                if (i >= WARM_UP) {
                    double apart = aloneFirst ? before : after;
                    double stacked = aloneFirst ? after : before;
                    ratios.add(apart / stacked);
                    alone = Math.min(alone, apart);
                    together = Math.min(together, stacked);
                }
            }
        }
        Collections.sort(ratios);
        double all = (double) steps * one.members();
        return new Found(ratios, alone / all, together / all);
    }

    private static double seconds(
            StackedCase one, int steps, SyntheticExamples examples, Workers workers, InStep inStep) {
        ModelSpec spec = one.spec();
        CrossEntropy objective = new CrossEntropy("net", SyntheticExamples.LABEL);
        Task task = new Task(examples, objective, Map.of(), List.of(new Accuracy()));
        TrainerSettings settings = new TrainerSettings(
                one.batch(), AdamSettings.defaults(), Map.of(), Budget.steps(steps), Keep.LAST, null, NO_CHECKPOINTS);
        Ensemble ensemble =
                new Ensemble(one.members(), null, null, null, null, null, Ensemble.BudgetPer.MEMBER, inStep);
        long begun = System.nanoTime();
        try (Trainer trainer =
                        new Trainer(spec, task, settings, TrainingKey.of("benchmark", 1), Surroundings.plain(workers));
                TrainingResult result = ensemble.train(trainer, Budget.steps(steps))) {
            return (System.nanoTime() - begun) / 1e9;
        }
    }
}
