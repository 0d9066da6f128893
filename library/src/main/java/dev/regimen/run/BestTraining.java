package dev.regimen.run;

import dev.regimen.budget.StopReason;
import dev.regimen.comparison.ComparisonPlan;
import dev.regimen.comparison.SeedResult;
import dev.regimen.metric.Metric;
import dev.regimen.task.Task;
import dev.regimen.training.TrainingKey;
import java.util.Comparator;
import java.util.function.Predicate;

/** Which of a run's trainings is taken where nobody names one. */
final class BestTraining {
    private BestTraining() {}

    /**
     * The finished training that did best on the validation examples; of those alike, the first. One that diverged is
     * chosen only if all did.
     *
     * @param task of the run, whose first metric decides
     * @param wanted which trainings to choose from
     * @throws RunFolderException if none of them is finished
     */
    static TrainingKey of(ComparisonPlan plan, RunFolder folder, Task task, Predicate<TrainingKey> wanted) {
        String metric = task.metricName(task.finalHead(), task.primaryMetric());
        return plan.keys().stream()
                .filter(wanted)
                .flatMap(
                        key -> folder
                                .store()
                                .finished(key)
                                .map(result -> Candidate.of(key, result, metric, task.primaryMetric()))
                                .stream())
                .max(Candidate.ORDER)
                .map(Candidate::key)
                .orElseThrow(() -> new RunFolderException(
                        folder.path() + " has no such training that is finished; 'regimen resume' goes on with it"));
    }

    /** A training that may be the best; {@code merit} is higher the better it is. */
    private record Candidate(TrainingKey key, boolean diverged, double merit) {
        /** Of those alike, a stream's greatest is the first. */
        static final Comparator<Candidate> ORDER =
                Comparator.comparing(Candidate::diverged).reversed().thenComparingDouble(Candidate::merit);

        static Candidate of(TrainingKey key, SeedResult result, String name, Metric metric) {
            double value = result.metrics().validation().getOrDefault(name, Double.NaN);
            double merit = Double.isNaN(value) ? Double.NEGATIVE_INFINITY : metric.merit(value);
            return new Candidate(key, result.stop() == StopReason.DIVERGED, merit);
        }
    }
}
