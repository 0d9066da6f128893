package dev.regimen.training;

import dev.regimen.budget.Spent;
import dev.regimen.torch.TensorBytes;
import java.util.List;
import java.util.Map;

/**
 * All that a training needs to go on as if it had never stopped.
 *
 * @param finished the reports of the phases that are done
 * @param current where the phase after them stands; null between phases
 * @param tensors weights, optimizers' memory, random state and best weights, by name
 */
public record Checkpoint(List<PhaseReport> finished, PhaseState current, Map<String, TensorBytes> tensors) {
    public Checkpoint {
        finished = List.copyOf(finished);
    }

    /**
     * Where an unfinished phase stands.
     *
     * @param phase its name
     * @param spent what it has cost so far
     * @param source the state of its batch source, in Base64
     * @param lossSum of the training losses since the last point of the curve
     * @param lossCount how many those are
     * @param evaluations how many evaluations its schedule has come to
     * @param curve the points so far
     * @param best the best value of its own goals' metrics so far; null before the first evaluation
     */
    public record PhaseState(
            String phase,
            Spent spent,
            String source,
            double lossSum,
            long lossCount,
            long evaluations,
            List<Point> curve,
            Double best) {}
}
