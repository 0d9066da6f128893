package dev.regimen.regimen;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import dev.regimen.objective.Head;
import dev.regimen.objective.Objective;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.task.Task;
import dev.regimen.training.Goal;
import dev.regimen.training.Phase;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.Trainer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The modules one after another, each on the objective at its own seam and the last on the final objective, all others
 * frozen; optionally followed by a phase that trains everything jointly.
 *
 * @param stages in order; unless given, one for every seam in the graph's order, each with the modules that lead to it,
 *     and one for the rest
 * @param then the joint phase after the stages; none unless set
 * @param thenShare the joint phase's share of the budget, in proportion to the stages' shares; 1 unless set
 * @param thenOptimizer the joint phase's optimizer; each module's own unless set
 */
public record StepByStep(List<Stage> stages, Joint then, Double thenShare, OptimizerSettings thenOptimizer)
        implements Regimen {
    /** What follows the stages. */
    public enum Joint {
        END_TO_END,
        AUXILIARY
    }

    public StepByStep {
        stages = stages == null ? List.of() : List.copyOf(stages);
        if (then == null && (thenShare != null || thenOptimizer != null)) {
            throw new IllegalArgumentException("then-share and then-optimizer need 'then'");
        }
        thenShare = then != null && thenShare == null ? Double.valueOf(1) : thenShare;
        if (thenShare != null && !(thenShare > 0)) {
            throw new IllegalArgumentException("then-share is a positive number, not " + thenShare);
        }
    }

    public StepByStep() {
        this(null, null, null, null);
    }

    /** Followed by a joint phase on the final objective. */
    public static StepByStep thenEndToEnd() {
        return new StepByStep(null, Joint.END_TO_END, null, null);
    }

    @Override
    public TrainingResult train(Trainer trainer, Budget budget) {
        return TrainingResult.of(trainer, run(trainer, budget));
    }

    /** Runs the phases and leaves the model with the trainer. */
    List<PhaseReport> run(Trainer trainer, Budget budget) {
        List<Step> order = stages.isEmpty() ? stepsOf(trainer) : listed(trainer);
        List<Double> shares =
                new ArrayList<>(order.stream().map(step -> step.stage().share()).toList());
        if (then != null) {
            shares.add(thenShare);
        }
        List<Budget> parts = budget.split(shares);
        List<PhaseReport> reports = new ArrayList<>();
        double left = 0;
        for (int i = 0; i < order.size(); i++) {
            Budget part = parts.get(i).plus(left);
            Phase phase = phase(trainer, order.get(i), part);
            PhaseReport report = trainer.run(phase);
            reports.add(report);
            left = phase.until() != null && report.stop() == StopReason.TARGET_REACHED
                    ? Math.max(0, part.amount() - report.spent().in(part.unit()))
                    : 0;
        }
        if (then != null) {
            reports.add(trainer.run(joint(trainer, parts.get(order.size()).plus(left))));
        }
        return reports;
    }

    private static Phase phase(Trainer trainer, Step step, Budget budget) {
        Stage stage = step.stage();
        List<Goal> goals = List.of(Goal.of(step.objective()));
        return Phases.of(trainer, String.join("+", stage.modules()), stage.modules(), goals, stage.optimizer(), budget)
                .until(stage.until());
    }

    private Phase joint(Trainer trainer, Budget budget) {
        return then == Joint.END_TO_END
                ? Phases.endToEnd(trainer, "fine-tuning", thenOptimizer, budget)
                : new Auxiliary().phase(trainer, "fine-tuning", thenOptimizer, budget);
    }

    /** A stage and what it is trained on. */
    private record Step(Stage stage, Objective objective) {}

    private List<Step> listed(Trainer trainer) {
        requireComplete(trainer);
        return IntStream.range(0, stages.size())
                .mapToObj(
                        i -> new Step(stages.get(i), objective(trainer.task(), stages.get(i), i == stages.size() - 1)))
                .toList();
    }

    /** The seam that ends the stage, or the final objective for a last stage without one. */
    private static Objective objective(Task task, Stage stage, boolean last) {
        List<String> modules = stage.modules();
        boolean leadsToFinal = modules.stream().anyMatch(task.objective().reads()::contains);
        Head seam = task.seams().get(modules.get(modules.size() - 1));
        if (seam != null && !leadsToFinal) {
            return seam;
        }
        if (last || leadsToFinal) {
            return task.objective();
        }
        throw new IllegalArgumentException("step by step: module '" + modules.get(modules.size() - 1)
                + "' ends a stage but has no objective of its own");
    }

    /** The listed stages, which together must train all that the final objective needs and that has weights. */
    private void requireComplete(Trainer trainer) {
        Set<String> left = new LinkedHashSet<>(
                trainer.spec().ancestors(trainer.task().objective().reads()));
        stages.forEach(stage -> stage.modules().forEach(module -> {
            trainer.spec().module(module);
            left.remove(module);
        }));
        left.retainAll(withWeights(trainer));
        if (then == null && !left.isEmpty()) {
            throw new IllegalArgumentException("stages: none of them trains " + String.join(" or ", left)
                    + ", which would stay as it was drawn at random; add a stage for it, or 'then: end-to-end'");
        }
    }

    private static List<Step> stepsOf(Trainer trainer) {
        Task task = trainer.task();
        Set<String> finals = task.objective().reads();
        Set<String> untrained = withWeights(trainer);
        List<Step> order = new ArrayList<>();
        for (String seam : trainer.spec().names()) {
            if (task.seams().containsKey(seam) && !finals.contains(seam)) {
                List<String> modules = trainer.spec().ancestors(List.of(seam));
                boolean leadsToFinal = modules.stream().anyMatch(finals::contains);
                Objective goal = leadsToFinal ? task.objective() : task.seams().get(seam);
                add(order, take(modules, untrained), goal);
            }
        }
        if (order.isEmpty()) {
            throw new IllegalArgumentException("step-by-step training needs a module with an objective of its own"
                    + " (before the one that the final objective judges); without one it is end-to-end training");
        }
        add(order, take(trainer.spec().ancestors(finals), untrained), task.objective());
        return order;
    }

    /** Those that have something to train and were not taken before. */
    private static List<String> take(List<String> modules, Set<String> untrained) {
        return modules.stream().filter(untrained::remove).toList();
    }

    private static void add(List<Step> order, List<String> modules, Objective goal) {
        if (!modules.isEmpty()) {
            order.add(new Step(new Stage(modules, null, null), goal));
        }
    }

    private static Set<String> withWeights(Trainer trainer) {
        return trainer.weights().keySet().stream()
                .map(weight -> weight.substring(0, weight.indexOf('/')))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
