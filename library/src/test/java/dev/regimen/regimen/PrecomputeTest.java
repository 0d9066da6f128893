package dev.regimen.regimen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import dev.regimen.metric.Accuracy;
import dev.regimen.model.Layer;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.Net;
import dev.regimen.model.net.Mlp;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.task.DigitSumSettings;
import dev.regimen.task.Task;
import dev.regimen.torch.TensorBytes;
import dev.regimen.training.InStep;
import dev.regimen.training.Keep;
import dev.regimen.training.TinySystem;
import dev.regimen.training.TrainerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Stages behind a frozen module whose outputs are looked up are what they are where it is computed in every step. */
class PrecomputeTest {
    private static final Budget BUDGET = Budget.examples(6_400);
    private static final Net READER = Mlp.of(10, 16);
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

    private static TinyTraining training(boolean precompute) {
        return TinyTraining.of(task, BUDGET)
                .withSettings(new TrainerSettings(
                        32,
                        TinySystem.adam(0.002),
                        Map.of(),
                        Budget.examples(1_600),
                        Keep.BEST,
                        null,
                        3600,
                        precompute,
                        1));
    }

    @Test
    void aFrozenModuleSeesEveryImageOnceInsteadOfInEveryStep() {
        assertThat(rowsSeen(true)).isLessThan(rowsSeen(false) / 2);
    }

    /** How many rows the reader computes in both stages and all evaluations. */
    private static long rowsSeen(boolean precompute) {
        AtomicLong rows = new AtomicLong();
        Net counting = (inputs, weights) -> {
            Layer layer = READER.build(inputs, weights);
            return (values, pass) -> {
                rows.addAndGet(values.get(0).size(0));
                return layer.forward(values, pass);
            };
        };
        StepByStep mostlyTheAdder = new StepByStep(
                List.of(new Stage(List.of("reader"), 1.0, null), new Stage(List.of("adder"), 9.0, null)),
                null,
                null,
                null);
        training(precompute).run(mostlyTheAdder, spec(counting));
        return rows.get();
    }

    @Test
    void stagesAreTheSameUpToRounding() {
        TinyTraining lookedUp = training(true);
        TinyTraining computed = training(false);
        lookedUp.run(StepByStep.thenEndToEnd(), spec(READER));
        computed.run(StepByStep.thenEndToEnd(), spec(READER));
        StackingTest.assertClose(computed.store(), lookedUp.store());
    }

    @Test
    void membersThatAreComputedTogetherLookUpToo() {
        TinyTraining together = training(true);
        TinyTraining alone = training(false);
        together.run(StackingTest.stacked(3, new StepByStep(), null), spec(READER));
        alone.run(StackingTest.with(StackingTest.stacked(3, new StepByStep(), null), InStep.NEVER), spec(READER));
        StackingTest.assertClose(alone.store(), together.store());
    }

    @Test
    void goesOnToTheLastBit() {
        TinyTraining whole = training(true);
        whole.run(new StepByStep(), spec(READER));
        TinyTraining stopped = training(true);
        AtomicInteger asked = new AtomicInteger();
        assertThat(stopped.withCancelled(() -> asked.incrementAndGet() > 130)
                        .run(new StepByStep(), spec(READER))
                        .stop())
                .isEqualTo(StopReason.CANCELLED);
        stopped.run(new StepByStep(), spec(READER));
        Map<String, TensorBytes> expected = whole.store().tensors();
        assertThat(stopped.store().tensors()).hasSameSizeAs(expected);
        stopped.store().tensors().forEach((name, tensor) -> assertThat(tensor.data())
                .as(name)
                .isEqualTo(expected.get(name).data()));
    }

    @Test
    void givesNativeMemoryBack() {
        training(true).run(new StepByStep(), spec(READER));
        long before = Pointer.totalCount();
        training(true).run(new StepByStep(), spec(READER));
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }
}
