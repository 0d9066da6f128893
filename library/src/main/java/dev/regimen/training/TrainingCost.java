package dev.regimen.training;

import dev.regimen.model.Model;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Estimates of what a step costs, from what the nets declare. */
public final class TrainingCost {
    private TrainingCost() {}

    /**
     * Floating-point operators of one example forward and backward: each needed module's forward pass once; backward,
     * twice as much again for a trained module (gradients of its weights and of its input), once for a frozen one that
     * gradients pass on their way to a trained one.
     */
    public static double flopsPerExample(Phase phase, Model model) {
        List<String> needed = model.spec().ancestors(phase.reads());
        Set<String> reached = new HashSet<>();
        double sum = 0;
        for (String module : needed) {
            boolean trained = phase.trainedModules().contains(module);
            boolean passed = model.spec().module(module).reads().stream().anyMatch(reached::contains);
            if (trained || passed) {
                reached.add(module);
            }
            sum += model.flops(module) * (trained ? 3 : passed ? 2 : 1);
        }
        return sum;
    }
}
