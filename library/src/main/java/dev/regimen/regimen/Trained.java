package dev.regimen.regimen;

import dev.regimen.budget.Budget;
import dev.regimen.training.Archive;
import dev.regimen.training.Finished;
import dev.regimen.training.Trainer;
import java.util.Optional;

/**
 * The finished system of another run, which is not trained again: a contender by itself, or a member of an ensemble.
 * Its model may be any; its final predictions stand for those of this experiment, and what it says at seams of the same
 * name and target for those. It was trained on the same data, divided in the same way. Nothing is spent here: what it
 * cost there is reported, beyond the budget.
 *
 * @param run the folder of that run, relative to where relative paths of data are
 * @param regimen the contender that trained it; any unless set
 * @param seed that it was trained with; any unless set, but the training's own where the data are divided for each
 *     seed. Where several systems are left, the one that did best on the validation examples
 */
public record Trained(String run, Optional<String> regimen, Optional<Long> seed) implements Regimen {
    /** @throws IllegalArgumentException if no run is named */
    public Trained {
        if (run == null || run.isBlank()) {
            throw new IllegalArgumentException("run is missing: the folder of the run that trained it");
        }
        regimen = regimen == null ? Optional.empty() : regimen;
        seed = seed == null ? Optional.empty() : seed;
    }

    /** The best of a run. */
    public static Trained bestOf(String run) {
        return new Trained(run, null, null);
    }

    @Override
    public double budgets() {
        return 0;
    }

    @Override
    public TrainingResult train(Trainer trainer, Budget budget) {
        return result(trainer.finished(new Archive.Wanted(run, regimen, seed)));
    }

    private static TrainingResult result(Finished system) {
        return new TrainingResult(
                system.predictor(),
                system.phases(),
                system.members().stream().map(Trained::result).toList(),
                system.stop(),
                false,
                Optional.of(system.identity()));
    }
}
