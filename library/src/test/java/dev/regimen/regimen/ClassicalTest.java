package dev.regimen.regimen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import dev.regimen.data.source.EmbeddedDigits;
import dev.regimen.explanation.Explainer;
import dev.regimen.explanation.Explanation;
import dev.regimen.explanation.Verdict;
import dev.regimen.learner.DecisionTree;
import dev.regimen.learner.LogisticRegression;
import dev.regimen.learner.NearestNeighbours;
import dev.regimen.learner.RandomForest;
import dev.regimen.metric.Accuracy;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.net.Mlp;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.objective.WeightedSum;
import dev.regimen.regimen.TinyTraining.Outcome;
import dev.regimen.task.ClassificationSettings;
import dev.regimen.task.Examples;
import dev.regimen.task.Sample;
import dev.regimen.task.Sampling;
import dev.regimen.task.ScenesSettings;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.Label;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.TinySystem;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Learners that are not neural as contenders and members: what they promise of what regimens promise. */
class ClassicalTest {
    private static final Regimen FOREST = Classical.of(RandomForest.of(6));
    private static final ModelSpec SPEC = ModelSpec.of(ModuleSpec.of("judge", "image", Mlp.of(10)));
    private static Task digits;
    private static Task points;

    @BeforeAll
    static void open() {
        Examples examples = ClassificationSettings.of(new EmbeddedDigits()).open(Path.of(""));
        digits = new Task(examples, new CrossEntropy("judge", "label"), Map.of(), List.of(new Accuracy()));
        points = TinySystem.task();
    }

    @AfterAll
    static void close() {
        digits.examples().close();
        points.examples().close();
    }

    private static TinyTraining training(Task task, Budget budget) {
        return TinyTraining.of(task, budget);
    }

    private static double accuracy(Outcome outcome) {
        return outcome.scores().metrics().get("accuracy");
    }

    private static long examples(Outcome outcome) {
        return outcome.phases().stream()
                .mapToLong(phase -> phase.spent().examples())
                .sum();
    }

    @Test
    void learnsEachExampleOnceAndSaysWhatItConsumed() {
        long size = digits.examples().training(0, 1, Sample.ALL).population().orElseThrow();
        Outcome outcome = training(digits, Budget.examples(100_000)).run(FOREST, SPEC);
        assertThat(accuracy(outcome)).isGreaterThan(0.8);
        assertThat(outcome.stop()).isEqualTo(StopReason.BUDGET_SPENT);
        assertThat(outcome.phases()).hasSize(1);
        PhaseReport report = outcome.phases().get(0);
        assertThat(report.spent().examples()).isEqualTo(size);
        assertThat(report.spent().steps()).isZero();
        assertThat(report.spent().seconds()).isPositive();
        assertThat(report.labels()).containsExactly(new Label("label", Label.FINAL));
        assertThat(report.curve().get(0).validation()).isEqualTo(outcome.scores());
    }

    @Test
    void keepsItsBudget() {
        assertThat(examples(training(digits, Budget.examples(200)).run(FOREST, SPEC)))
                .isEqualTo(200);
        assertThat(examples(training(digits, Budget.steps(5)).run(FOREST, SPEC)))
                .isEqualTo(5 * 16);
        Classical few = new Classical(RandomForest.of(2), Optional.of(50));
        assertThat(examples(training(digits, Budget.steps(5)).run(few, SPEC))).isEqualTo(50);
        assertThatThrownBy(() -> training(digits, Budget.seconds(5)).run(FOREST, SPEC))
                .hasMessageContaining("give the budget in examples or steps");
    }

    @Test
    void learnsFromExamplesThatAreDrawnAsManyAsTheBudgetAllows() {
        Outcome outcome = training(points, Budget.examples(640)).run(Classical.of(new DecisionTree(null, null)));
        assertThat(examples(outcome)).isEqualTo(640);
        assertThat(accuracy(outcome)).isGreaterThan(0.9);
        assertThat(outcome.scores().seams().get("reader").get("accuracy")).isNaN();
    }

    @Test
    void givesTheSameForTheSameSeed() {
        Outcome first = training(digits, Budget.examples(300)).run(FOREST, SPEC);
        Outcome again = training(digits, Budget.examples(300)).withWorkers(2).run(FOREST, SPEC);
        Outcome other = training(digits, Budget.examples(300)).withSeed(8).run(FOREST, SPEC);
        assertThat(again.predictions()).isEqualTo(first.predictions());
        assertThat(again.scores()).isEqualTo(first.scores());
        assertThat(other.predictions()).isNotEqualTo(first.predictions());
    }

    @Test
    void isRestoredWithoutLearningAgainAndBeginsAgainAfterAStop() {
        TinyTraining training = training(digits, Budget.examples(300));
        assertThat(training.withCancelled(() -> true).run(FOREST, SPEC).stop()).isEqualTo(StopReason.CANCELLED);
        Outcome learned = training.run(FOREST, SPEC);
        Outcome restored = training.withCancelled(() -> true).run(FOREST, SPEC);
        assertThat(restored).isEqualTo(learned);
        assertThatThrownBy(() -> training.run(Classical.of(new NearestNeighbours(1)), SPEC))
                .hasMessageContaining("it belongs to another experiment");
    }

    @Test
    void isAMemberAmongOthers() {
        Regimen mixed = new Ensemble(
                null,
                null,
                List.of(new EndToEnd(), FOREST, Classical.of(new LogisticRegression(2, null))),
                null,
                Sampling.BOOTSTRAP,
                null,
                null);
        TinyTraining training = training(points, Budget.examples(960));
        Outcome outcome = training.run(mixed);
        assertThat(outcome.members()).hasSize(3);
        assertThat(examples(outcome)).isEqualTo(960);
        assertThat(outcome.scores().seams().get("reader").get("accuracy")).isNotNaN();
        assertThat(training.withCancelled(() -> true).run(mixed)).isEqualTo(outcome);
    }

    /** Two trees without chance: alike on the same examples, and not on samples of them. */
    @Test
    void membersSeeBootstrapSamplesOfTheirOwn() {
        Regimen tree = Classical.of(new DecisionTree(null, null));
        Outcome alone = training(digits, Budget.examples(5000)).run(tree, SPEC);
        Ensemble all = new Ensemble(2, tree, null, null, Sampling.ALL, null, Ensemble.BudgetPer.MEMBER);
        assertThat(training(digits, Budget.examples(10_000)).run(all, SPEC).scores())
                .isEqualTo(alone.scores());
        Ensemble bagged = new Ensemble(2, tree, null, null, Sampling.BOOTSTRAP, null, Ensemble.BudgetPer.MEMBER);
        assertThat(training(digits, Budget.examples(10_000)).run(bagged, SPEC).scores())
                .isNotEqualTo(alone.scores());
    }

    @Test
    void saysWhatItCannotLearn() {
        Task two = points.withObjectives(
                new WeightedSum(List.of(
                        new WeightedSum.Term(new CrossEntropy("judge", "parity"), null),
                        new WeightedSum.Term(new CrossEntropy("reader", "quadrant"), null))),
                Map.of());
        assertThatThrownBy(() -> training(two, Budget.steps(4)).run(FOREST))
                .hasMessage("learner: random forest: it learns one target, but the final objective is about"
                        + " [parity, quadrant]");
        try (Examples scenes =
                new ScenesSettings(null, null, null, null, null, null, 20, 20, null, null).open(Path.of(""))) {
            Task maps = new Task(scenes, new CrossEntropy("judge", "mask"), Map.of(), List.of(new Accuracy()));
            assertThatThrownBy(() -> training(maps, Budget.steps(4)).run(FOREST, SPEC))
                    .hasMessageStartingWith("learner: random forest: it learns one class or number for each example,"
                            + " but 'mask' is 11 classes");
        }
        assertThatThrownBy(() -> training(points, Budget.examples(1L << 50)).run(FOREST))
                .hasMessageContaining("of memory, but there are")
                .hasMessageContaining("let it learn from fewer by 'examples'");
    }

    @Test
    void explainSaysThatItIsNotNeural() {
        try (Workers workers = new Workers(1)) {
            Explanation explanation = new Explainer(TinySystem.spec(), points, TinySystem.settings(), workers)
                    .explain("forest", FOREST, Budget.examples(320), 1);
            assertThat(explanation.phases()).isEmpty();
            assertThat(explanation.verdict().kind()).isEqualTo(Verdict.Kind.NO_GRADIENT);
            assertThat(explanation.verdict().title()).isEqualTo("random forest (not neural)");
            assertThat(explanation.verdict().reason()).contains("'parity' from point in one go, from 320 examples");
        }
    }

    @Test
    void keepsQuiet() {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            training(points, Budget.examples(64)).run(Classical.of(new LogisticRegression(1, null)));
        } finally {
            System.setErr(before);
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
