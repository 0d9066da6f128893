package dev.regimen.training;

import dev.regimen.budget.Budget;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.optimizer.Schedule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One optimisation, as data: which modules are trained, towards which goals, with which optimizers, for how long. All
 * other modules are frozen.
 *
 * @param name what the phase is called in tables and files
 * @param trainedModules the modules whose parameters are moved
 * @param freshModules modules whose weights are drawn anew before the phase begins
 * @param goals what the sum of weighted losses is made of
 * @param optimizers for every trained module; modules with equal settings share one optimizer, and its clipping
 * @param budget how long
 * @param until the value, other than the trainer's own, of the first metric of the first goal's first head, on the
 *     validation examples, at which it ends before; null for none
 * @param schedule how the learning rates change over it, in place of the optimizers' own; null for those
 */
public record Phase(
        String name,
        Set<String> trainedModules,
        Set<String> freshModules,
        List<Goal> goals,
        Map<String, OptimizerSettings> optimizers,
        Budget budget,
        Double until,
        Schedule schedule) {
    public Phase {
        trainedModules = java.util.Collections.unmodifiableSet(new java.util.LinkedHashSet<>(trainedModules));
        freshModules = Set.copyOf(freshModules);
        goals = List.copyOf(goals);
        optimizers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(optimizers));
        if (trainedModules.isEmpty() || goals.isEmpty()) {
            throw new IllegalArgumentException("phase '" + name + "' needs at least one module to train and one goal");
        }
        if (!optimizers.keySet().equals(trainedModules)) {
            throw new IllegalArgumentException(
                    "phase '" + name + "' trains " + trainedModules + " but has optimizers for " + optimizers.keySet());
        }
        for (Goal goal : goals) {
            if (!trainedModules.containsAll(goal.updates())) {
                throw new IllegalArgumentException("phase '" + name + "' has a goal that updates " + goal.updates()
                        + ", but trains only " + trainedModules);
            }
        }
    }

    /** One that ends with its budget, or where the trainer's settings say. */
    public Phase(
            String name,
            Set<String> trainedModules,
            Set<String> freshModules,
            List<Goal> goals,
            Map<String, OptimizerSettings> optimizers,
            Budget budget) {
        this(name, trainedModules, freshModules, goals, optimizers, budget, null, null);
    }

    /** The same, which ends where this value is reached. */
    public Phase until(Double value) {
        return new Phase(name, trainedModules, freshModules, goals, optimizers, budget, value, schedule);
    }

    /** The same, before which these modules are drawn anew. */
    public Phase drawing(Set<String> modules) {
        return new Phase(name, trainedModules, modules, goals, optimizers, budget, until, schedule);
    }

    /** The same, with learning rates that change so. */
    public Phase scheduled(Schedule other) {
        return new Phase(name, trainedModules, freshModules, goals, optimizers, budget, until, other);
    }

    /** The modules that the goals read. */
    public List<String> reads() {
        return goals.stream()
                .flatMap(goal -> goal.objective().reads().stream())
                .distinct()
                .sorted()
                .toList();
    }
}
