package dev.regimen.training;

import dev.regimen.model.Model;
import dev.regimen.model.ModelSpec;
import dev.regimen.objective.Head;
import dev.regimen.task.Task;
import java.util.List;
import java.util.Set;

/** Finds out before a phase whether it fits the model and the task. */
final class PhaseCheck {
    private PhaseCheck() {}

    /** @throws IllegalArgumentException if it does not */
    static void check(Phase phase, Model live, Task task) {
        requireKnown(phase, live.spec());
        requireMeasured(phase, task);
        requireParameters(phase, live);
        phase.goals().forEach(goal -> requireReached(phase, goal, live));
    }

    private static void requireKnown(Phase phase, ModelSpec spec) {
        phase.trainedModules().forEach(spec::module);
        phase.freshModules().forEach(spec::module);
        phase.reads().forEach(spec::module);
        List<String> needed = spec.ancestors(phase.reads());
        phase.trainedModules().stream()
                .filter(module -> !needed.contains(module))
                .findFirst()
                .ifPresent(module -> {
                    throw new IllegalArgumentException("phase '" + phase.name() + "' trains module '" + module
                            + "', but none of its goals depends on it: they read " + phase.reads());
                });
    }

    /** Where it ends is found out by the task's own measurements. */
    private static void requireMeasured(Phase phase, Task task) {
        if (phase.until() == null) {
            return;
        }
        String where =
                "phase '" + phase.name() + "' is to end where its objective's metric is " + phase.until() + ", but ";
        Head head = phase.goals().stream()
                .flatMap(goal -> goal.objective().heads().stream())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        where + "there is none: its objective holds no prediction against a target"));
        if (!task.heads().contains(head)) {
            throw new IllegalArgumentException(where + "'" + head.of() + "' on '" + head.target()
                    + "' is not measured: it is neither the task's final objective nor one at a seam");
        }
    }

    /** The gradient of a goal that says itself where it leads, but leads to no parameter, could not be taken. */
    private static void requireReached(Phase phase, Goal goal, Model live) {
        if (goal.updates().isEmpty()) {
            return;
        }
        List<String> needed = live.spec().ancestors(goal.objective().reads());
        Set<String> reached = goal.reaches(phase.trainedModules());
        if (reached.stream()
                .noneMatch(module ->
                        needed.contains(module) && !live.parameters(module).isEmpty())) {
            throw new IllegalArgumentException("phase '" + phase.name() + "' has a goal that moves nothing: it reads "
                    + goal.objective().reads() + ", which depends on no parameter of " + reached);
        }
    }

    /** Without one there is no gradient to take. */
    private static void requireParameters(Phase phase, Model live) {
        if (phase.trainedModules().stream()
                .allMatch(module -> live.parameters(module).isEmpty())) {
            throw new IllegalArgumentException("phase '" + phase.name() + "' has nothing to train: "
                    + phase.trainedModules() + " has no parameters");
        }
    }
}
