package dev.regimen.regimen;

import static dev.regimen.regimen.StackingTest.assertClose;
import static dev.regimen.regimen.StackingTest.assertSame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.metric.Accuracy;
import dev.regimen.model.Layer;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.Net;
import dev.regimen.model.Outputs;
import dev.regimen.model.net.Mlp;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.objective.Head;
import dev.regimen.objective.Objective;
import dev.regimen.regimen.TinyTraining.Outcome;
import dev.regimen.task.DigitSumSettings;
import dev.regimen.task.Task;
import dev.regimen.training.Keep;
import dev.regimen.training.Phase;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.TinySystem;
import dev.regimen.training.TrainerSettings;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trainings whose steps several threads compute are those of one thread, up to rounding. */
class ThreadsTest {
    private static final Budget BUDGET = Budget.examples(3_200);
    private static final int BATCH = 32;
    private static final Net READER = Mlp.of(10, 16);
    private static final Net FORGETFUL = new Mlp(List.of(16), 10, null, 0.3, null, null);
    private static final Net NORMALISED = new Mlp(List.of(16), 10, null, null, null, true);
    private static Task task;

    @BeforeAll
    static void open() {
        task = new Task(
                DigitSumSettings.of(2, 10).open(Path.of("")),
                new CrossEntropy("adder", "sum"),
                Map.of("reader", new CrossEntropy("reader", "digit")),
                List.of(new Accuracy()));
    }

    @AfterAll
    static void close() {
        task.examples().close();
    }

    private static ModelSpec spec(Net reader) {
        return ModelSpec.of(
                ModuleSpec.of("reader", "image", reader).each("digits"),
                ModuleSpec.of("adder", "reader", Mlp.of(10, 32)));
    }

    private static TinyTraining training(int threads) {
        return training(threads, Budget.examples(800));
    }

    private static TinyTraining training(int threads, Budget evaluateEvery) {
        return TinyTraining.of(task, BUDGET)
                .withSettings(new TrainerSettings(
                        BATCH, TinySystem.adam(0.002), Map.of(), evaluateEvery, Keep.LAST, null, 3600, true, threads));
    }

    static Stream<RegimenCase> cases() {
        return Stream.of(
                new RegimenCase("end-to-end", new EndToEnd()),
                new RegimenCase("step by step, then end-to-end", StepByStep.thenEndToEnd()),
                new RegimenCase("auxiliary", new Auxiliary(Map.of("reader", 0.3), 2.0)),
                new RegimenCase("control", new Control("reader", null)),
                new RegimenCase("members", Ensemble.of(2, new EndToEnd(), null)));
    }

    /** Of 32 examples, three threads get eleven, eleven and ten. */
    @ParameterizedTest
    @MethodSource("cases")
    void areTheSameUpToRounding(RegimenCase one) {
        for (int threads : new int[] {2, 3}) {
            TinyTraining alone = training(1);
            TinyTraining divided = training(threads);
            alone.run(one.regimen(), spec(READER));
            divided.run(one.regimen(), spec(READER));
            assertClose(alone.store(), divided.store());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void giveTheSameBitsEveryTime(RegimenCase one) {
        // Each part drops units of its own.
        TinyTraining first = training(3);
        TinyTraining again = training(3).withWorkers(2);
        Outcome outcome = first.run(one.regimen(), spec(FORGETFUL));
        assertThat(again.run(one.regimen(), spec(FORGETFUL)).predictions()).isEqualTo(outcome.predictions());
        assertSame(first.store(), again.store());
    }

    @Test
    void goOnAfterAStopAsIfTheyHadNeverStopped() {
        TinyTraining whole = training(3);
        whole.run(StepByStep.thenEndToEnd(), spec(FORGETFUL));
        TinyTraining stopped = training(3);
        Outcome outcome;
        int rounds = 0;
        do {
            AtomicInteger asked = new AtomicInteger();
            outcome = stopped.withCancelled(() -> asked.incrementAndGet() > 17)
                    .run(StepByStep.thenEndToEnd(), spec(FORGETFUL));
            rounds++;
        } while (outcome.stop() == StopReason.CANCELLED);
        assertThat(rounds).isGreaterThan(2);
        assertSame(whole.store(), stopped.store());
    }

    @Test
    void leaveMembersAloneThatAreComputedTogether() {
        TinyTraining alone = training(1);
        TinyTraining divided = training(2);
        alone.run(StackingTest.stacked(2, new EndToEnd(), null), spec(READER));
        divided.run(StackingTest.stacked(2, new EndToEnd(), null), spec(READER));
        assertSame(alone.store(), divided.store());
    }

    @Test
    void computeEachAPartOfTheBatch() {
        Set<Long> rows = Set.copyOf(rowsSeen(READER, 3));
        assertThat(rows).containsExactlyInAnyOrder(20L, 22L);
    }

    /** What such a module says of an example depends on all others of the batch. */
    @Test
    void leaveBatchesWholeThatAreNormalised() {
        Set<Long> rows = Set.copyOf(rowsSeen(NORMALISED, 2));
        assertThat(rows).containsExactly(2L * BATCH);
        TinyTraining alone = training(1);
        TinyTraining divided = training(2);
        alone.run(new EndToEnd(), spec(NORMALISED));
        divided.run(new EndToEnd(), spec(NORMALISED));
        assertSame(alone.store(), divided.store());
    }

    /** A frozen module normalises by what it has learned before. */
    @Test
    void divideBatchesBehindAFrozenModuleThatNormalises() {
        ConcurrentLinkedQueue<Long> rows = new ConcurrentLinkedQueue<>();
        ModelSpec behind = ModelSpec.of(
                ModuleSpec.of("reader", "image", NORMALISED).each("digits"),
                ModuleSpec.of("adder", "reader", counting(Mlp.of(10, 32), rows)));
        training(2).run(new StepByStep(), behind);
        assertThat(Set.copyOf(rows)).containsExactly(BATCH / 2L);
    }

    @Test
    void sayWhyTheyDoNotDivide() {
        ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void undivided(TrainingKey key, Phase phase, String why) {
                told.add(phase.name() + ": " + why);
            }
        };
        training(2).withListener(listener).run(StepByStep.thenEndToEnd(), spec(NORMALISED));
        assertThat(told).hasSize(2).allMatch(why -> why.contains("trains reader: "));
        training(1).withListener(listener).run(new EndToEnd(), spec(NORMALISED));
        training(2).withListener(listener).run(new EndToEnd(), spec(READER));
        assertThat(told).hasSize(2);
    }

    private static ConcurrentLinkedQueue<Long> rowsSeen(Net reader, int threads) {
        ConcurrentLinkedQueue<Long> rows = new ConcurrentLinkedQueue<>();
        training(threads).run(new EndToEnd(), spec(counting(reader, rows)));
        return rows;
    }

    /** Tells of how many rows it was trained with at once. */
    private static Net counting(Net net, ConcurrentLinkedQueue<Long> rows) {
        return (inputs, weights) -> {
            Layer layer = net.build(inputs, weights);
            return (values, pass) -> {
                if (pass.training()) {
                    rows.add(values.get(0).size(0));
                }
                return layer.forward(values, pass);
            };
        };
    }

    @Test
    void mayLearnWhatIsNoMeanOverExamples() {
        Task other = new Task(
                task.examples(), new Spread("adder", new CrossEntropy("adder", "sum")), Map.of(), task.metrics());
        TinyTraining alone = training(1).withTask(other);
        TinyTraining divided = training(3).withTask(other);
        alone.run(new EndToEnd(), spec(READER));
        divided.run(new EndToEnd(), spec(READER));
        assertClose(alone.store(), divided.store());
    }

    /** How far a module's outputs lie from their mean over the batch, beside another loss. */
    private record Spread(String of, CrossEntropy beside) implements Objective {
        @Override
        public Tensor loss(Outputs outputs, Batch batch) {
            Tensor said = outputs.of(of);
            Tensor centred = said.sub(said.mean(0L).unsqueeze(0));
            return beside.loss(outputs, batch).add(centred.square().sum().sqrt().mul(new Scalar(0.1)));
        }

        @Override
        public List<Head> heads() {
            return beside.heads();
        }

        @Override
        public void check(Map<String, Field> fields) {
            beside.check(fields);
        }
    }

    /** The first labels lead to the reader, the last ones past it, which stays as it is. */
    @Test
    void mayTrainWhatLiesAroundAFrozenModule() {
        ModelSpec chain = ModelSpec.of(
                ModuleSpec.of("reader", "image", READER).each("digits"),
                ModuleSpec.of("between", "reader", Mlp.of(10, 16)),
                ModuleSpec.of("adder", "between", Mlp.of(10, 32)));
        StepByStep around = new StepByStep(
                List.of(Stage.of("between"), new Stage(List.of("reader", "adder"), 1.0, null)), null, null, null);
        Task seams = new Task(
                task.examples(),
                task.objective(),
                Map.of("reader", task.seams().get("reader"), "between", new CrossEntropy("between", "sum")),
                task.metrics());
        TinyTraining alone = training(1).withTask(seams);
        TinyTraining divided = training(3).withTask(seams);
        alone.run(around, chain);
        divided.run(around, chain);
        assertClose(alone.store(), divided.store());
    }

    /** The one that is left of members that went together is computed by itself, and so it is after a stop. */
    @Test
    void goOnWithWhoeverIsLeftOfMembersThatWentTogether() {
        Regimen pair = StackingTest.stacked(
                2,
                new StepByStep(
                        List.of(new Stage(List.of("reader"), 1.0, null, 0.45), Stage.of("adder")), null, null, null),
                null);
        TinyTraining whole = often(2);
        Outcome uninterrupted = whole.run(pair, spec(READER));
        assertThat(uninterrupted.phases().stream()
                        .filter(phase -> phase.stop() == StopReason.TARGET_REACHED)
                        .map(phase -> phase.spent().steps())
                        .distinct())
                .hasSize(2);
        TinyTraining stopped = often(2);
        Outcome outcome;
        do {
            AtomicInteger asked = new AtomicInteger();
            outcome = stopped.withCancelled(() -> asked.incrementAndGet() > 13).run(pair, spec(READER));
        } while (outcome.stop() == StopReason.CANCELLED);
        assertSame(whole.store(), stopped.store());
    }

    private static TinyTraining often(int threads) {
        return training(threads, Budget.examples(BATCH));
    }

    @Test
    void refuseANetThatMovesABufferAndDoesNotSaySo() {
        Net counts = (inputs, weights) -> {
            Layer layer = READER.build(inputs, weights);
            Tensor count = weights.buffer("count", 0, 1);
            return (values, pass) -> {
                if (pass.training()) {
                    count.add_(new Scalar(1));
                }
                return layer.forward(values, pass);
            };
        };
        assertThatThrownBy(() -> training(2).run(new EndToEnd(), spec(counts)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("moves its buffer 'reader/count'")
                .hasMessageContaining("weights.dependOnBatch()");
        training(1).run(new EndToEnd(), spec(counts));
    }

    @Test
    void endWithTheTraining() {
        training(3).run(StepByStep.thenEndToEnd(), spec(READER));
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("regimen-replica"))
                .allSatisfy(thread -> thread.join(10_000))
                .noneMatch(Thread::isAlive);
    }

    /** What is made in a step is freed in it, on every thread. */
    @Test
    void leaveNoMemoryBehind() {
        training(3).run(new EndToEnd(), spec(READER));
        long before = Pointer.totalCount();
        training(3).run(new EndToEnd(), spec(READER));
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    @Test
    void failAsOneThreadDoes() {
        Net failing = (inputs, weights) -> {
            Layer layer = READER.build(inputs, weights);
            return (values, pass) -> {
                if (pass.training() && values.get(0).size(0) == 20) {
                    throw new IllegalStateException("no row of the third part");
                }
                return layer.forward(values, pass);
            };
        };
        assertThatThrownBy(() -> training(3).run(new EndToEnd(), spec(failing)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no row of the third part");
    }

    @Test
    void tellOfADivergence() {
        TinyTraining divided = training(2);
        TinyTraining wild = divided.withSettings(divided.settings().withLearningRate(1e30));
        Outcome outcome = wild.run(new EndToEnd(), spec(READER));
        assertThat(outcome.stop()).isEqualTo(StopReason.DIVERGED);
    }

    @Test
    void countWhatAllOfThemCompute() {
        PhaseReport alone = longest(1);
        PhaseReport divided = longest(3);
        assertThat(divided.spent().examples()).isEqualTo(alone.spent().examples());
        assertThat(divided.spent().cpuSeconds())
                .isGreaterThan(0.6 * alone.spent().cpuSeconds());
    }

    private static PhaseReport longest(int threads) {
        TinyTraining training = training(threads);
        return TinyTraining.of(task, Budget.examples(32_000))
                .withSettings(training.settings())
                .run(new EndToEnd(), spec(Mlp.of(10, 256)))
                .phases()
                .get(0);
    }

    @Test
    void refusesNoThread() {
        assertThatThrownBy(() -> training(0)).hasMessage("threads is from 1 to 256, not 0");
    }
}
