package dev.regimen.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import dev.regimen.metric.Accuracy;
import dev.regimen.metric.Metric;
import dev.regimen.metric.NegativeLogLikelihood;
import dev.regimen.regimen.EndToEnd;
import dev.regimen.task.Examples;
import dev.regimen.task.Task;
import dev.regimen.training.Keep;
import dev.regimen.training.TinySystem;
import dev.regimen.training.TrainerSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TunedTest {
    private TrainerSettings settings = TinySystem.settings();
    private static final List<Double> GRID = List.of(0.1, 0.2, 0.3);
    private final List<SeedResult> results = new ArrayList<>();

    @Test
    void choosesTheBestMeanOnTheValidationExamples() {
        tried(0.1, 0.70, 0.72);
        tried(0.2, 0.95, 0.50);
        tried(0.3, 0.74, 0.73);
        Tuned tuned = choose(new Accuracy());
        assertThat(tuned.learningRate()).isEqualTo(0.3);
        assertThat(tuned.trials())
                .containsExactly(
                        new ContenderResult.TuningTrial(0.1, List.of(0.70, 0.72), false),
                        new ContenderResult.TuningTrial(0.2, List.of(0.95, 0.50), false),
                        new ContenderResult.TuningTrial(0.3, List.of(0.74, 0.73), true));
    }

    /** As the test examples would have it, 0.1 is the best. */
    @Test
    void doesNotLookAtTheTestExamples() {
        results.add(result(0.1, StopReason.BUDGET_SPENT, 0.99, 0.2));
        results.add(result(0.2, StopReason.BUDGET_SPENT, 0.01, 0.8));
        results.add(result(0.3, StopReason.BUDGET_SPENT, 0.50, 0.5));
        assertThat(choose(new Accuracy()).learningRate()).isEqualTo(0.2);
    }

    @Test
    void takesTheFirstInTheGridAmongEquals() {
        tried(0.1, 0.5);
        tried(0.2, 0.7);
        tried(0.3, 0.7);
        assertThat(choose(new Accuracy()).learningRate()).isEqualTo(0.2);
    }

    @Test
    void takesTheLowestWhereLessIsBetter() {
        tried(0.1, 0.5);
        tried(0.2, 0.3);
        tried(0.3, 0.7);
        assertThat(choose(new NegativeLogLikelihood()).learningRate()).isEqualTo(0.2);
    }

    @Test
    void avoidsARateThatDivergedWithAnySeed() {
        tried(0.1, 0.2);
        tried(0.2, 0.9);
        results.add(result(0.2, StopReason.DIVERGED, 0.9, 0.9));
        tried(0.3, 0.3);
        Tuned tuned = choose(new Accuracy());
        assertThat(tuned.learningRate()).isEqualTo(0.3);
        assertThat(tuned.trials().get(1).values()).containsExactly(0.9, null);
    }

    @Test
    void avoidsARateWhoseMetricIsNotANumber() {
        tried(0.1, Double.NaN);
        tried(0.2, 0.9);
        tried(0.3, Double.NaN);
        assertThat(choose(new NegativeLogLikelihood()).learningRate()).isEqualTo(0.2);
    }

    @Test
    void takesTheFirstWhereAllDiverged() {
        GRID.forEach(rate -> results.add(result(rate, StopReason.DIVERGED, 0.1, 0.1)));
        assertThat(choose(new Accuracy()).learningRate()).isEqualTo(0.1);
    }

    /** All of them end as soon as they are good enough, so how good they are says nothing. */
    @Test
    void takesTheCheapestWayToATargetThatEndsTrainings() {
        settings = new TrainerSettings(16, TinySystem.adam(0.01), Map.of(), Budget.examples(160), Keep.LAST, 0.8, 3600);
        reached(0.1, 0.81, 500L);
        reached(0.2, 0.80, 300L);
        reached(0.3, 0.95, 400L);
        assertThat(choose(new Accuracy()).learningRate()).isEqualTo(0.2);
        results.clear();
        reached(0.1, 0.81, 500L);
        reached(0.2, 0.79, null);
        reached(0.3, 0.78, null);
        assertThat(choose(new Accuracy()).learningRate()).isEqualTo(0.1);
        results.clear();
        GRID.forEach(rate -> reached(rate, rate, null));
        assertThat(choose(new Accuracy()).learningRate()).isEqualTo(0.3);
    }

    private void reached(double rate, double validation, Long examples) {
        SeedResult made = result(rate, StopReason.BUDGET_SPENT, validation, validation);
        results.add(new SeedResult(
                made.seed(),
                rate,
                made.stop(),
                made.message(),
                made.metrics(),
                made.examples(),
                made.steps(),
                made.seconds(),
                made.cpuSeconds(),
                made.updates(),
                made.parameters(),
                made.flops(),
                made.labels(),
                new ToTarget(examples != null, examples, null),
                made.phases(),
                made.members(),
                made.samples()));
    }

    private void tried(double rate, double... values) {
        for (double value : values) {
            results.add(result(rate, StopReason.BUDGET_SPENT, value, value));
        }
    }

    private static SeedResult result(double rate, StopReason stop, double test, double validation) {
        SeedResult.Measured measured = new SeedResult.Measured(both(test), Map.of(), both(validation), Map.of());
        SeedResult made = Findings.seed(1, stop, test, null);
        return new SeedResult(
                made.seed(),
                rate,
                stop,
                made.message(),
                measured,
                made.examples(),
                made.steps(),
                made.seconds(),
                made.cpuSeconds(),
                made.updates(),
                made.parameters(),
                made.flops(),
                made.labels(),
                made.toTarget(),
                made.phases(),
                made.members(),
                made.samples());
    }

    private static Map<String, Double> both(double value) {
        return Map.of(new Accuracy().name(), value, new NegativeLogLikelihood().name(), value);
    }

    private Tuned choose(Metric metric) {
        Task tiny = TinySystem.task();
        try (Examples examples = tiny.examples()) {
            Task task = new Task(examples, tiny.objective(), tiny.seams(), List.of(metric));
            Tuning tuning = new Tuning(GRID, 2, null);
            Protocol protocol = new Protocol(Budget.examples(160), List.of(1L), Optional.of(tuning), Optional.empty());
            ComparisonPlan plan = new ComparisonPlan(
                    "tiny",
                    TinySystem.spec(),
                    seed -> task,
                    settings,
                    List.of(new Contender("joint", "end-to-end", new EndToEnd())),
                    protocol);
            return Tuned.choose(plan, Collections.nCopies(results.size(), "joint"), results)
                    .get("joint");
        }
    }
}
