package dev.regimen.study.run;

import dev.regimen.budget.Budget;
import dev.regimen.comparison.ComparisonPlan;
import dev.regimen.comparison.Contender;
import dev.regimen.config.Experiment;
import dev.regimen.config.ExperimentFile;
import dev.regimen.regimen.Control;
import dev.regimen.regimen.StepByStep;
import dev.regimen.regimen.TrainingResult;
import dev.regimen.study.Cell;
import dev.regimen.study.Setup;
import dev.regimen.task.Examples;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.CheckpointStore;
import dev.regimen.training.Surroundings;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/** How long cells will take, from a few steps of some of them on this machine. */
public final class ExpectedTime {
    private static final int WARM_UP = 8;
    private static final int STEPS = 16;

    /** A validation example is only computed forward. */
    private static final double FORWARD = 1.0 / 3;

    private static final Most NOTHING = new Most(0, 1);

    private ExpectedTime() {}

    /**
     * What a cell takes at most: trainings that reach a target may end before.
     *
     * @param coreSeconds processor seconds
     * @param examples trained by all contenders with all seeds, trials of learning rates included, and what controls
     *     take over from each other
     */
    public record Most(double coreSeconds, double examples) {}

    /**
     * What each of these cells takes.
     *
     * @param setup where the data are
     * @param workers try them side by side, as they will be run
     * @param cancelled asked between any two steps; of what was not tried then, nothing is expected
     */
    public static Map<Cell, Most> of(List<Cell> cells, Setup setup, Workers workers, BooleanSupplier cancelled) {
        List<Callable<Most>> tries = new ArrayList<>();
        cells.forEach(cell ->
                tries.add(() -> cancelled.getAsBoolean() ? NOTHING : most(cell.file(), setup, workers, cancelled)));
        List<Most> most = workers.map(tries);
        Map<Cell, Most> times = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            times.put(cells.get(i), most.get(i));
        }
        return times;
    }

    private static Most most(ExperimentFile file, Setup setup, Workers workers, BooleanSupplier cancelled) {
        Experiment experiment = file.experiment();
        try (Examples examples =
                file.open(setup.data(), experiment.seeds().numbers().get(0))) {
            Task task = experiment.task(examples);
            ComparisonPlan plan = experiment.plan(file.catalog(), seed -> task);
            double perExample = perExample(plan, task, workers, cancelled);
            double evaluation =
                    (experiment.evaluations() + 1.0) * examples.validation().size() * FORWARD;
            double trainings = experiment.seeds().numbers().size();
            double trials = plan.protocol()
                    .tuning()
                    .map(tuning -> tuning.share() * tuning.learningRates().size() * tuning.seeds())
                    .orElse(0.0);
            double budgets = plan.contenders().stream()
                    .mapToDouble(contender -> contender.regimen().budgets())
                    .sum();
            double onceEach = examples(plan.protocol().budget(), experiment) + evaluation;
            // tuning may choose another rate for each control, and then nothing is the same
            double shared = takenOver(plan) * (trials > 0 ? trials : trainings);
            double seconds = perExample * onceEach * ((trainings + trials) * budgets - shared);
            return new Most(seconds, examples(plan.protocol().budget(), experiment) * (trainings + trials) * budgets);
        }
    }

    /** How many pre-trainings of controls are those of other controls, too, which are trained once for all of them. */
    private static long takenOver(ComparisonPlan plan) {
        List<StepByStep> own = plan.contenders().stream()
                .map(Contender::regimen)
                .filter(regimen -> regimen instanceof Control control && control.budgetPer() == Control.BudgetPer.PHASE)
                .map(regimen -> ((Control) regimen).preTraining())
                .toList();
        return own.size() - own.stream().distinct().count();
    }

    private static double examples(Budget budget, Experiment experiment) {
        return budget.unit() == Budget.Unit.STEPS ? budget.amount() * experiment.batchSize() : budget.amount();
    }

    private static double perExample(ComparisonPlan plan, Task task, Workers workers, BooleanSupplier cancelled) {
        Surroundings surroundings =
                new Surroundings(CheckpointStore.NONE, TrainingListener.SILENT, cancelled, workers, Optional.empty());
        train(plan, task, surroundings, WARM_UP);
        return train(plan, task, surroundings, STEPS);
    }

    private static double train(ComparisonPlan plan, Task task, Surroundings surroundings, int steps) {
        Contender contender = plan.contenders().get(0);
        Budget budget = Budget.examples((long) steps * plan.settings().batchSize());
        TrainingKey key = TrainingKey.of("expected-time", steps);
        try (Trainer trainer = new Trainer(plan.spec(), task, plan.settings(), key, surroundings);
                TrainingResult result = contender.regimen().train(trainer, budget)) {
            double seconds = result.phases().stream()
                    .mapToDouble(phase -> phase.spent().seconds())
                    .sum();
            return seconds / budget.amount();
        }
    }
}
