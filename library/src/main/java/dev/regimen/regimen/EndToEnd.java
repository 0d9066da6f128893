package dev.regimen.regimen;

import dev.regimen.budget.Budget;
import dev.regimen.training.Trainer;
import java.util.List;

/** All modules jointly on the final objective, in one phase. */
public record EndToEnd() implements Regimen {
    @Override
    public TrainingResult train(Trainer trainer, Budget budget) {
        return TrainingResult.of(trainer, List.of(trainer.run(Phases.endToEnd(trainer, "end-to-end", null, budget))));
    }
}
