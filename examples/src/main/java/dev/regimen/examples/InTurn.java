package dev.regimen.examples;

import dev.regimen.budget.Budget;
import dev.regimen.objective.Objective;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.regimen.Regimen;
import dev.regimen.regimen.TrainingResult;
import dev.regimen.task.Task;
import dev.regimen.training.Goal;
import dev.regimen.training.Phase;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A regimen of one's own: the reader and the adder in turn, several times.
 *
 * @param rounds how often both are trained
 */
public record InTurn(int rounds) implements Regimen {
    @Override
    public TrainingResult train(Trainer trainer, Budget budget) {
        Task task = trainer.task();
        List<PhaseReport> reports = new ArrayList<>();
        for (Budget part : budget.split(2 * rounds)) {
            String module = reports.size() % 2 == 0 ? "reader" : "adder";
            Objective objective = module.equals("reader") ? task.seams().get("reader") : task.objective();
            Map<String, OptimizerSettings> optimizers =
                    Map.of(module, trainer.settings().optimizerOf(module));
            String name = module + " " + (reports.size() / 2 + 1);
            reports.add(trainer.run(
                    new Phase(name, Set.of(module), Set.of(), List.of(Goal.of(objective)), optimizers, part)));
        }
        return new TrainingResult(
                trainer.predictor(),
                reports,
                List.of(),
                reports.get(reports.size() - 1).stop());
    }
}
