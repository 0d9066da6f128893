package dev.regimen.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import dev.regimen.ensemble.Mean;
import dev.regimen.ensemble.Stacking;
import dev.regimen.ensemble.Weighted;
import dev.regimen.regimen.Control;
import dev.regimen.regimen.EndToEnd;
import dev.regimen.regimen.Ensemble;
import dev.regimen.regimen.Regimen;
import dev.regimen.regimen.Stage;
import dev.regimen.regimen.StepByStep;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.CheckpointStore;
import dev.regimen.training.Label;
import dev.regimen.training.Point;
import dev.regimen.training.Surroundings;
import dev.regimen.training.TinySystem;
import dev.regimen.training.TrainerSettings;
import dev.regimen.training.TrainingListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole comparisons of the tiny system. */
class ComparisonTest {
    private static final Budget BUDGET = Budget.examples(480);
    private static final List<Long> SEEDS = List.of(1L, 2L);
    private static final double TARGET = 0.01;
    private static Task task;

    private final WatchedRegimen joint = new WatchedRegimen(new EndToEnd());
    private final WatchedRegimen staged = new WatchedRegimen(new StepByStep());
    private final Map<String, Regimen> regimens = new LinkedHashMap<>();
    private final MemoryResults store = new MemoryResults();
    private LongFunction<Task> tasks = seed -> task;
    private double target = TARGET;
    private Optional<Tuning> tuning = Optional.empty();
    private TrainerSettings settings = TinySystem.settings();
    private int workers = 1;

    @BeforeAll
    static void open() {
        task = TinySystem.task();
    }

    @AfterAll
    static void close() {
        task.examples().close();
    }

    @BeforeEach
    void contend() {
        regimens.put("joint", joint);
        regimens.put("staged", staged);
    }

    @Test
    void givesEveryContenderTheSameSeedsBudgetAndFirstWeights() {
        ComparisonResult result = compare();
        assertThat(joint.given()).hasSize(2).containsExactlyInAnyOrderElementsOf(staged.given());
        assertThat(joint.given()).extracting(WatchedRegimen.Given::seed).containsExactlyInAnyOrder(1L, 2L);
        assertThat(joint.given()).extracting(WatchedRegimen.Given::budget).containsOnly(BUDGET);
        assertThat(joint.given()).extracting(WatchedRegimen.Given::weights).doesNotHaveDuplicates();
        assertThat(result.contenders()).extracting(ContenderResult::name).containsExactly("joint", "staged");
        result.contenders().forEach(contender -> {
            assertThat(contender.seeds()).extracting(SeedResult::seed).isEqualTo(SEEDS);
            assertThat(contender.seeds()).extracting(SeedResult::examples).containsOnly(480L);
        });
    }

    @Test
    void reportsADivergingContenderAndGoesOnWithTheOthers() {
        Stage wild = new Stage(List.of("reader"), 1.0, TinySystem.adam(1e38));
        regimens.put("wild", new StepByStep(List.of(wild, Stage.of("judge")), null, null, null));
        ComparisonResult result = compare();
        assertThat(result.contenders()).hasSize(3);
        ContenderResult diverged = result.contenders().get(2);
        assertThat(diverged.seeds()).extracting(SeedResult::stop).containsOnly(StopReason.DIVERGED);
        assertThat(diverged.seeds().get(0).message()).contains("no longer a finite number");
        assertThat(diverged.summary().diverged()).isEqualTo(2);
        assertThat(diverged.summary().metrics().get("accuracy").mean()).isNaN();
        assertThat(result.verdicts().get("wild")).endsWith(": 2 of 2 seeds diverged; 0 of 2 seeds reached the target.");
        for (ContenderResult other : result.contenders().subList(0, 2)) {
            assertThat(other.seeds()).extracting(SeedResult::stop).containsOnly(StopReason.BUDGET_SPENT);
            assertThat(other.summary().diverged()).isZero();
            assertThat(other.summary().reached().successes()).isEqualTo(2);
        }
        assertThat(result.pairs()).hasSize(3);
    }

    @Test
    void labelsThatACombinerIsFittedToAreConsumed() {
        regimens.clear();
        Ensemble inner = Ensemble.of(2, new EndToEnd(), new Weighted());
        regimens.put("mean", Ensemble.of(2, new EndToEnd(), new Mean()));
        regimens.put("stacked", Ensemble.of(2, new EndToEnd(), new Stacking(null)));
        regimens.put("nested", new Ensemble(null, null, List.of(inner, new EndToEnd()), null, null, null, null));
        List<List<Label>> labels = compare().contenders().stream()
                .map(contender -> contender.summary().labels())
                .toList();
        Label fitted = new Label("parity", Label.COMBINER);
        assertThat(labels.get(0)).isNotEmpty().doesNotContain(fitted);
        assertThat(labels.get(1)).contains(fitted);
        assertThat(labels.get(2)).contains(fitted);
    }

    /** The judge's own training is long enough to reach the target, the reader's after it is not. */
    @Test
    void whatAControlReachedBeforeItsModuleWasDrawnAnewDoesNotCount() {
        target = 0.65;
        regimens.put("control", new Control("reader", 0.9));
        assertThat(compare().contenders().get(2).seeds()).allSatisfy(seed -> {
            assertThat(seed.phases().get(2).fresh()).containsExactly("reader");
            assertThat(seed.phases().get(1).curve())
                    .anySatisfy(point -> assertThat(accuracy(point)).isGreaterThanOrEqualTo(target));
            assertThat(seed.phases().get(2).curve())
                    .allSatisfy(point -> assertThat(accuracy(point)).isLessThan(target));
            assertThat(seed.toTarget().reached()).isFalse();
        });
    }

    private static double accuracy(Point point) {
        return point.validation().metrics().get("accuracy");
    }

    @Test
    void tunesEveryContenderAlikeWithSeedsThatNoReportedTrainingUses() {
        tuning = Optional.of(new Tuning(List.of(1e-6, 0.01), 2, 0.5));
        ComparisonResult result = compare();
        assertThat(joint.given()).hasSize(6).containsExactlyInAnyOrderElementsOf(staged.given());
        List<WatchedRegimen.Given> trials = joint.given().subList(0, 4);
        assertThat(trials).extracting(WatchedRegimen.Given::seed).doesNotContainAnyElementsOf(SEEDS);
        assertThat(trials).extracting(WatchedRegimen.Given::budget).containsOnly(Budget.examples(240));
        assertThat(trials)
                .extracting(WatchedRegimen.Given::learningRate)
                .containsExactlyInAnyOrder(1e-6, 1e-6, 0.01, 0.01);
        assertThat(joint.given().subList(4, 6))
                .extracting(WatchedRegimen.Given::learningRate)
                .containsOnly(0.01);
        for (ContenderResult contender : result.contenders()) {
            assertThat(contender.learningRate()).isEqualTo(0.01);
            assertThat(contender.tuning())
                    .extracting(ContenderResult.TuningTrial::chosen)
                    .containsExactly(false, true);
            assertThat(contender.tuning())
                    .allSatisfy(trial -> assertThat(trial.values()).hasSize(2));
        }
    }

    /** The test examples are looked at only when a training is over, and never in a trial. */
    @Test
    void readsTheTestExamplesAfterAllTraining() {
        regimens.put("voted", Ensemble.of(2, new EndToEnd(), null));
        tuning = Optional.of(new Tuning(List.of(0.001, 0.01), 1, 0.5));
        List<String> log = new ArrayList<>();
        tasks = seed -> new Task(
                new WatchedExamples(task.examples(), seed, log), task.objective(), task.seams(), task.metrics());
        compare();
        long trial = tuning.get().tuningSeeds().get(0);
        assertThat(log)
                .containsExactly(
                        "seed 1: training", // one batch, to find out what does not fit
                        "seed " + trial + ": training",
                        "seed 1: training", // joint
                        "seed 1: test",
                        "seed 1: training", // staged
                        "seed 1: test",
                        "seed 1: training", // voted
                        "seed 1: test",
                        "seed 2: training",
                        "seed 2: test",
                        "seed 2: training",
                        "seed 2: test",
                        "seed 2: training",
                        "seed 2: test",
                        "seed 1: test"); // chance and samples
    }

    @Test
    void takesFinishedTrainingsFromTheStore() {
        tuning = Optional.of(new Tuning(List.of(0.001, 0.01), 1, 0.5));
        ComparisonResult first = compare();
        int trainings = joint.given().size();
        regimens.put("later", new EndToEnd());
        ComparisonResult second = compare();
        assertThat(joint.given()).hasSize(trainings);
        assertThat(second.contenders().subList(0, 2)).isEqualTo(first.contenders());
        assertThat(second.contenders()).hasSize(3);
    }

    @Test
    void isEmptyWhereCancelledAndGoesOnAsIfItHadNeverStopped() {
        tuning = Optional.of(new Tuning(List.of(0.001, 0.01), 1, 0.5));
        ComparisonResult whole = compare();
        for (int every : new int[] {7, 50}) {
            MemoryResults kept = new MemoryResults();
            Optional<ComparisonResult> result = Optional.empty();
            int rounds = 0;
            while (result.isEmpty()) {
                AtomicInteger asked = new AtomicInteger();
                result = compare(kept, () -> asked.incrementAndGet() > every);
                assertThat(++rounds).isLessThan(200);
            }
            assertThat(rounds).isGreaterThan(3);
            assertSame(whole, result.get());
        }
    }

    @Test
    void findsTheSameWithAnyNumberOfWorkers() {
        regimens.put("voted", Ensemble.of(2, new EndToEnd(), null));
        ComparisonResult alone = compare();
        workers = 2;
        assertSame(alone, compare(new MemoryResults(), () -> false).orElseThrow());
    }

    /** The other training has work for hours. */
    @Test
    @Timeout(60)
    void tellsAFailureAtOnce() {
        AtomicInteger calls = new AtomicInteger();
        regimens.put("endless", (trainer, budget) -> new EndToEnd().train(trainer, Budget.steps(1_000_000_000)));
        regimens.put("broken", (trainer, budget) -> {
            if (calls.incrementAndGet() > 1) { // the first is the check
                throw new IllegalStateException("no");
            }
            return new EndToEnd().train(trainer, budget);
        });
        workers = 2;
        assertThatThrownBy(() -> compare(new MemoryResults(), () -> false)).hasMessage("no");
    }

    @Test
    void refusesAContenderThatDoesNotFitBeforeAnythingIsTrained() {
        regimens.put("lost", new Control("juge", null));
        assertThatThrownBy(this::compare)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("regimens.lost: ")
                .hasMessageContaining("did you mean 'judge'?");
        assertThat(joint.given()).isEmpty();
        assertThat(store.results()).isEmpty();
    }

    @Test
    void refusesAPhaseThatHasNotTheBudgetForAStep() {
        Stage small = new Stage(List.of("reader"), 0.05, null); // 12 of 240 examples
        regimens.put(
                "voted",
                Ensemble.of(
                        2,
                        new StepByStep(List.of(small, new Stage(List.of("judge"), 0.95, null)), null, null, null),
                        null));
        assertThatThrownBy(this::compare)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("regimens.voted: phase 'reader' of member 1 would train nothing: its 12 examples are less"
                        + " than one batch of 16; give more budget or a smaller 'batch-size'");
        assertThat(joint.given()).isEmpty();
    }

    @Test
    void refusesTrialsThatHaveNotTheBudgetForAStep() {
        tuning = Optional.of(new Tuning(List.of(0.001, 0.01), 1, 0.05));
        assertThatThrownBy(this::compare)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "tune.share: this share of the budget is too little to try staged: phase 'reader'"
                                + " would train nothing: its 12 examples are less than one batch of 16");
        tuning = Optional.of(new Tuning(List.of(0.001, 0.01), 1, 0.001));
        assertThatThrownBy(this::compare)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "tune.share: this share of the budget is too little to try joint: nothing is left of 480 examples");
        assertThat(store.results()).isEmpty();
    }

    /** All trials would be equal, and a rate be reported that nothing used. */
    @Test
    void refusesToTuneAContenderThatNeverUsesTheOptimizerThatIsTuned() {
        Stage reader = new Stage(List.of("reader"), 1.0, TinySystem.adam(0.1));
        Stage judge = new Stage(List.of("judge"), 1.0, TinySystem.adam(0.2));
        regimens.put("fixed", new StepByStep(List.of(reader, judge), null, null, null));
        tuning = Optional.of(new Tuning(List.of(0.001, 0.01), 1, 0.5));
        assertThatThrownBy(this::compare)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "regimens.fixed: 'tune' would change nothing: every module or stage of fixed has"
                                + " an optimizer of its own");
        regimens.put("fixed", new StepByStep(List.of(reader, Stage.of("judge")), null, null, null));
        assertThat(compare().contenders()).hasSize(3);
    }

    /** The reader's stage spends its half first; the judge's ends at its first evaluation. */
    @Test
    void stagesThatReachTheTargetInTheLastSaySoWithAllThatTheySpent() {
        TrainerSettings tiny = TinySystem.settings();
        settings = new TrainerSettings(
                tiny.batchSize(), tiny.optimizer(), Map.of(), tiny.evaluateEvery(), tiny.keep(), TARGET, 3600);
        SeedResult seed = compare().contenders().get(1).seeds().get(0);
        assertThat(seed.examples()).isEqualTo(400);
        assertThat(seed.stop()).isEqualTo(StopReason.TARGET_REACHED);
        assertThat(seed.message()).isEqualTo("the target was reached after 400 examples");
    }

    @Test
    void refusesTwoContendersOfOneName() {
        Contender contender = new Contender("joint", "end-to-end", joint);
        Protocol protocol = new Protocol(BUDGET, SEEDS, tuning, Optional.empty());
        assertThatThrownBy(() -> new ComparisonPlan(
                        "tiny",
                        TinySystem.spec(),
                        tasks,
                        TinySystem.settings(),
                        List.of(contender, contender),
                        protocol))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("regimens: two contenders are called 'joint'");
    }

    private ComparisonResult compare() {
        return compare(store, () -> false).orElseThrow();
    }

    private Optional<ComparisonResult> compare(ResultStore results, BooleanSupplier cancelled) {
        List<Contender> contenders = regimens.entrySet().stream()
                .map(entry -> new Contender(entry.getKey(), "kind", entry.getValue()))
                .toList();
        ComparisonPlan plan = new ComparisonPlan(
                "tiny",
                TinySystem.spec(),
                tasks,
                settings,
                contenders,
                new Protocol(BUDGET, SEEDS, tuning, Optional.of(target)));
        try (Workers pool = new Workers(workers)) {
            Surroundings surroundings =
                    new Surroundings(CheckpointStore.NONE, TrainingListener.SILENT, cancelled, pool, Optional.empty());
            return new Comparison(plan, results, surroundings).run();
        }
    }

    /** All but the seconds. */
    private static void assertSame(ComparisonResult expected, ComparisonResult found) {
        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes("(.*\\.)?(seconds|cpuSeconds|secondsToTarget|latency)")
                .isEqualTo(expected);
    }
}
