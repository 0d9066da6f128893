package dev.regimen.regimen;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import dev.regimen.ensemble.CombinerSettings;
import dev.regimen.ensemble.EnsemblePredictor;
import dev.regimen.ensemble.Mean;
import dev.regimen.optimizer.CosineSchedule;
import dev.regimen.optimizer.Schedule;
import dev.regimen.task.Predictor;
import dev.regimen.task.Sampling;
import dev.regimen.torch.TensorBytes;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An ensemble for the price of one training: all modules are trained jointly in several cycles, each of which goes on
 * with the weights of the one before and, unless best weights are kept, with what its optimizer remembered; what the
 * last of them have come to are the members. With a learning rate that falls to nothing in each cycle and begins anew
 * in the next, these are snapshot ensembles (Huang et al., ICLR 2017, equation 2); with a constant one, the checkpoints
 * of one run.
 *
 * @param members how many; 5 unless set
 * @param cycles into how many the budget is divided, at least as many as there are members; as many unless set
 * @param schedule how the learning rate changes over a cycle; a cosine unless set
 * @param combiner makes one prediction of theirs; the mean unless set
 */
public record Snapshots(Integer members, Integer cycles, Schedule schedule, CombinerSettings combiner)
        implements Regimen {
    private static final int MEMBERS = 5;

    /** @throws IllegalArgumentException if there are no members, or fewer cycles */
    public Snapshots {
        members = members == null ? MEMBERS : members;
        cycles = cycles == null ? members : cycles;
        schedule = schedule == null ? new CosineSchedule(null) : schedule;
        combiner = combiner == null ? new Mean() : combiner;
        Several.members(members);
        if (cycles < members) {
            throw new IllegalArgumentException(
                    "cycles is at least the number of members, " + members + ", not " + cycles);
        }
    }

    @Override
    public TrainingResult train(Trainer trainer, Budget budget) {
        EnsemblePredictor.check(combiner, trainer.task());
        List<TrainingResult> results = results(trainer, budget.split(cycles));
        int first = Math.max(0, results.size() - members);
        results.subList(0, first).forEach(TrainingResult::close);
        List<Predictor> last = results.subList(first, results.size()).stream()
                .map(TrainingResult::predictor)
                .toList();
        return new TrainingResult(
                new EnsemblePredictor(last, combiner, trainer.task()),
                List.of(),
                results,
                results.get(results.size() - 1).stop());
    }

    /** Those of the cycles, until one of them fails or is stopped. */
    private List<TrainingResult> results(Trainer trainer, List<Budget> budgets) {
        List<TrainingResult> results = new ArrayList<>();
        Map<String, TensorBytes> state = Map.of();
        StopReason stop = StopReason.BUDGET_SPENT;
        for (int i = 0; i < cycles && stop != StopReason.DIVERGED && stop != StopReason.CANCELLED; i++) {
            try (Trainer own = trainer.forMember(i, Sampling.ALL).goingOn(state, i + 1 < cycles)) {
                String name = "cycle " + (i + 1) + " of " + cycles;
                PhaseReport report =
                        own.run(Phases.endToEnd(own, name, null, budgets.get(i)).scheduled(schedule));
                state = own.state();
                stop = report.stop();
                results.add(
                        new TrainingResult(own.predictor(), List.of(report), List.of(), stop, i > 0, Optional.empty()));
            }
        }
        return results;
    }
}
