package dev.regimen.regimen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import dev.regimen.ensemble.EnsemblePredictor;
import dev.regimen.explanation.Explainer;
import dev.regimen.explanation.Verdict;
import dev.regimen.metric.Accuracy;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.net.Mlp;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.task.ClassificationSettings;
import dev.regimen.task.Evaluation;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.MemoryStore;
import dev.regimen.training.Surroundings;
import dev.regimen.training.TinySystem;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Members with three hidden units, which are too small for ten digits. */
class BoostingTest {
    private static final int STEPS = 150;
    private static final ModelSpec SPEC =
            ModelSpec.of(ModuleSpec.of("net", "image", new Mlp(List.of(3), 10, null, null, null, null)));

    private static Task task;

    @BeforeAll
    static void open() {
        task = new Task(
                new ClassificationSettings(null, null, null, null).open(Path.of("")),
                new CrossEntropy("net", "label"),
                Map.of(),
                List.of(new Accuracy()));
    }

    @AfterAll
    static void close() {
        task.examples().close();
    }

    @Test
    void smallMembersAreBetterTogetherThanEachAndThanAsManyWithoutWeights() {
        double boosted = accuracy(new Boosting(6, null, null), 6 * STEPS);
        double bagged = accuracy(
                new Ensemble(6, null, null, new dev.regimen.ensemble.MajorityVote(), null, null, null), 6 * STEPS);
        double alone = accuracy(new EndToEnd(), STEPS);
        assertThat(boosted).isGreaterThan(alone + 0.1).isGreaterThan(bagged);
    }

    @Test
    void eachMemberMayHaveTheWholeBudget() {
        assertThat(accuracy(new Boosting(3, null, Ensemble.BudgetPer.MEMBER), 20))
                .isEqualTo(accuracy(new Boosting(3, null, null), 60));
        assertThat(new Boosting(3, null, Ensemble.BudgetPer.MEMBER).budgets()).isEqualTo(3);
    }

    @Test
    void goesOnAfterAStopAsIfItHadNeverStopped() {
        double whole = accuracy(new Boosting(3, null, null), 60);
        MemoryStore store = new MemoryStore();
        int rounds = 0;
        Outcome outcome;
        do {
            AtomicInteger asked = new AtomicInteger();
            outcome = train(new Boosting(3, null, null), 60, store, () -> asked.incrementAndGet() > 25);
        } while (outcome.stop() == StopReason.CANCELLED && ++rounds < 9);
        assertThat(rounds).isBetween(2, 5);
        assertThat(outcome.accuracy()).isEqualTo(whole);
        assertThat(train(new Boosting(3, null, null), 60, store, () -> true).accuracy())
                .as("loaded without training")
                .isEqualTo(whole);
    }

    @Test
    void isExplainedAsWhatItIs() {
        try (Workers workers = new Workers(1)) {
            Verdict verdict = new Explainer(SPEC, task, TinySystem.settings(), workers)
                    .explain("boosted", new Boosting(3, null, null), Budget.steps(30), 1)
                    .verdict();
            assertThat(verdict.title()).isEqualTo("ensemble of 3 boosted members, each end-to-end");
            assertThat(verdict.reason()).contains("not independent");
        }
    }

    @Test
    void noMembersAreRefused() {
        assertThatThrownBy(() -> new Boosting(0, null, null)).hasMessageStartingWith("members is at least 2, not 0");
    }

    private record Outcome(StopReason stop, double accuracy) {}

    private static double accuracy(Regimen regimen, int steps) {
        return train(regimen, steps, new MemoryStore(), () -> false).accuracy();
    }

    private static Outcome train(Regimen regimen, int steps, MemoryStore store, BooleanSupplier cancelled) {
        try (Workers workers = new Workers(1)) {
            Surroundings surroundings =
                    new Surroundings(store, TrainingListener.SILENT, cancelled, workers, Optional.empty());
            TrainingKey key = TrainingKey.of("boosted", 5);
            try (Trainer trainer = new Trainer(SPEC, task, TinySystem.settings(), key, surroundings);
                    TrainingResult result = regimen.train(trainer, Budget.steps(steps))) {
                assertThat(result.predictor() instanceof EnsemblePredictor).isEqualTo(!(regimen instanceof EndToEnd));
                double accuracy = Evaluation.scores(
                                result.predictor(), task, task.examples().test())
                        .metrics()
                        .get("accuracy");
                return new Outcome(result.stop(), accuracy);
            }
        }
    }
}
