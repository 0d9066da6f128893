package dev.regimen.regimen;

import dev.regimen.budget.StopReason;
import dev.regimen.task.Predictor;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.Trainer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came out of a training. Closing it closes the predictor.
 *
 * @param predictor the trained system
 * @param phases what was done, in order; empty for an ensemble
 * @param members the results of an ensemble's members, whose predictors are parts of this one's
 * @param stop why it ended: the reason of the last phase, which is not begun after one that diverged or was cancelled;
 *     the worst one of members
 * @param continued whether it goes on with the weights of the member before it
 * @param elsewhere which finished system of another run this is; empty if it was trained here
 */
public record TrainingResult(
        Predictor predictor,
        List<PhaseReport> phases,
        List<TrainingResult> members,
        StopReason stop,
        boolean continued,
        Optional<String> elsewhere)
        implements AutoCloseable {
    public TrainingResult {
        phases = List.copyOf(phases);
        members = List.copyOf(members);
    }

    /** One that begins anew. */
    public TrainingResult(
            Predictor predictor, List<PhaseReport> phases, List<TrainingResult> members, StopReason stop) {
        this(predictor, phases, members, stop, false, Optional.empty());
    }

    /** The result of phases run by one trainer, whose model becomes the predictor. */
    static TrainingResult of(Trainer trainer, List<PhaseReport> phases) {
        StopReason stop = phases.get(phases.size() - 1).stop();
        return new TrainingResult(trainer.predictor(), phases, List.of(), stop);
    }

    /** The phases of this training and of all members. */
    public Stream<PhaseReport> allPhases() {
        return Stream.concat(phases.stream(), members.stream().flatMap(TrainingResult::allPhases));
    }

    /**
     * How many numbers were trained in all, those of a module that several phases trained counted once, and those of a
     * training that goes on with another's weights not again.
     */
    public long trainedParameters() {
        Map<String, Long> byModule = new HashMap<>();
        phases.forEach(phase -> byModule.putAll(phase.parameters()));
        long own = byModule.values().stream().mapToLong(Long::longValue).sum();
        return own
                + members.stream()
                        .filter(member -> !member.continued)
                        .mapToLong(TrainingResult::trainedParameters)
                        .sum();
    }

    @Override
    public void close() {
        predictor.close();
    }
}
