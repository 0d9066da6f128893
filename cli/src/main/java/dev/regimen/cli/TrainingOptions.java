package dev.regimen.cli;

import dev.regimen.comparison.ComparisonPlan;
import dev.regimen.training.TrainingKey;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** Which of a run's trainings are meant. */
final class TrainingOptions {
    @Option(names = "--regimen", paramLabel = "NAME", description = "Trainings of this regimen only.")
    private String regimen;

    @Option(names = "--seed", paramLabel = "N", description = "Trainings with this seed only.")
    private Long seed;

    /**
     * Whether a training is meant.
     *
     * @throws IllegalArgumentException if the run has no such regimen or seed
     */
    Predicate<TrainingKey> wanted(ComparisonPlan plan) {
        if (regimen != null) {
            plan.contender(regimen);
        }
        List<Long> seeds = plan.protocol().seeds();
        if (seed != null && !seeds.contains(seed)) {
            throw new IllegalArgumentException("--seed: the run has no seed " + seed + "; its seeds are " + seeds);
        }
        return key -> (regimen == null || regimen.equals(key.contender())) && (seed == null || seed == key.seed());
    }
}
