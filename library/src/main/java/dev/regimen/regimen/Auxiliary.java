package dev.regimen.regimen;

import dev.regimen.budget.Budget;
import dev.regimen.data.Names;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.training.Goal;
import dev.regimen.training.Phase;
import dev.regimen.training.Trainer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All modules jointly on the final objective and all objectives at seams, in one phase: the labels of step-by-step, but
 * joint. What Shalev-Shwartz, Shamir and Shammah (ICML 2017) call "decomposition" in their code, and Gülçehre and
 * Bengio (JMLR 2016) training with hints.
 *
 * @param weights of the seams' losses by module; 1 for those not named
 * @param finalWeight of the final loss; 1 unless set
 */
public record Auxiliary(Map<String, Double> weights, Double finalWeight) implements Regimen {
    public Auxiliary {
        weights = weights == null ? Map.of() : Map.copyOf(weights);
        finalWeight = finalWeight == null ? 1.0 : finalWeight;
        weights.forEach((module, weight) -> requirePositive("weights." + module, weight));
        requirePositive("final-weight", finalWeight);
    }

    public Auxiliary() {
        this(null, null);
    }

    @Override
    public TrainingResult train(Trainer trainer, Budget budget) {
        return TrainingResult.of(trainer, List.of(trainer.run(phase(trainer, "auxiliary", null, budget))));
    }

    /** @param optimizer for all modules, or null for each module's own */
    Phase phase(Trainer trainer, String name, OptimizerSettings optimizer, Budget budget) {
        var seams = trainer.task().seams();
        if (seams.isEmpty()) {
            throw new IllegalArgumentException(
                    "auxiliary training needs a module with an objective of its own; without one it is end-to-end training");
        }
        weights.keySet().stream()
                .filter(module -> !seams.containsKey(module))
                .findFirst()
                .ifPresent(module -> {
                    throw new IllegalArgumentException("weights: " + Names.unknown("seam", module, seams.keySet()));
                });
        List<Goal> goals = new ArrayList<>();
        goals.add(new Goal(trainer.task().objective(), finalWeight, Set.of()));
        seams.forEach((module, head) -> goals.add(new Goal(head, weights.getOrDefault(module, 1.0), Set.of())));
        Set<String> wanted = new LinkedHashSet<>(trainer.task().objective().reads());
        wanted.addAll(seams.keySet());
        return Phases.of(trainer, name, trainer.spec().ancestors(wanted), goals, optimizer, budget);
    }

    private static void requirePositive(String key, double weight) {
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException(key + " is a positive number, not " + weight);
        }
    }
}
