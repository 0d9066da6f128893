package dev.regimen.training;

import dev.regimen.model.Model;
import dev.regimen.model.ModelSpec;
import java.util.List;

/** Finds out before a phase whether it fits the model. */
final class PhaseCheck {
    private PhaseCheck() {}

    /** @throws IllegalArgumentException if it does not */
    static void check(Phase phase, Model live) {
        requireKnown(phase, live.spec());
        requireParameters(phase, live);
    }

    private static void requireKnown(Phase phase, ModelSpec spec) {
        phase.trainedModules().forEach(spec::module);
        phase.freshModules().forEach(spec::module);
        phase.reads().forEach(spec::module);
        if (phase.until() != null
                && phase.goals().stream()
                        .allMatch(goal -> goal.objective().heads().isEmpty())) {
            throw new IllegalArgumentException("phase '" + phase.name() + "' is to end where its objective's metric is "
                    + phase.until() + ", but there is none: its objective holds no prediction against a target");
        }
        List<String> needed = spec.ancestors(phase.reads());
        phase.trainedModules().stream()
                .filter(module -> !needed.contains(module))
                .findFirst()
                .ifPresent(module -> {
                    throw new IllegalArgumentException("phase '" + phase.name() + "' trains module '" + module
                            + "', but none of its goals depends on it: they read " + phase.reads());
                });
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
