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
 * @param members where members stand that go through a phase in step, by index; all of one moment. Empty for others
 */
public record Checkpoint(
        List<PhaseReport> finished,
        PhaseState current,
        Map<String, TensorBytes> tensors,
        Map<Integer, Checkpoint> members) {
    public Checkpoint {
        finished = List.copyOf(finished);
        members = Map.copyOf(members);
    }

    /** Of one training. */
    public Checkpoint(List<PhaseReport> finished, PhaseState current, Map<String, TensorBytes> tensors) {
        this(finished, current, tensors, Map.of());
    }

    /** Of several members at once. */
    public static Checkpoint together(Map<Integer, Checkpoint> members) {
        return new Checkpoint(List.of(), null, Map.of(), members);
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
     * @param best how good the best weights so far are: the first metric of the final head, or the mean of those of the
     *     phase's own heads if it does not train for that one, each turned so that more is better; null before the
     *     first evaluation
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
