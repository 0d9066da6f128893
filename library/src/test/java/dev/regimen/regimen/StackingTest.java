package dev.regimen.regimen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.net.Mlp;
import dev.regimen.regimen.TinyTraining.Outcome;
import dev.regimen.task.Sampling;
import dev.regimen.task.Task;
import dev.regimen.torch.TensorBytes;
import dev.regimen.training.InStep;
import dev.regimen.training.MemoryStore;
import dev.regimen.training.TinySystem;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Members computed together are what they are one by one, up to the rounding of sums. */
class StackingTest {
    /**
     * Of weights around 0.1 after some dozen steps of Adam, which turns the sign of a vanishing gradient into a step.
     */
    private static final float TOLERANCE = 2e-4f;

    private static final Budget SHORT = Budget.steps(60);
    private static final String CASES = "cases";

    private static Task task;

    @BeforeAll
    static void open() {
        task = TinySystem.task();
    }

    @AfterAll
    static void close() {
        task.examples().close();
    }

    static Stream<RegimenCase> cases() {
        return Stream.of(
                new RegimenCase("end-to-end", stacked(3, new EndToEnd(), null)),
                new RegimenCase("step by step", stacked(3, StepByStep.thenEndToEnd(), null)),
                new RegimenCase("auxiliary", stacked(3, new Auxiliary(), null)),
                new RegimenCase("bootstrap", stacked(3, new EndToEnd(), Sampling.BOOTSTRAP)),
                new RegimenCase("two cohorts", stacked(18, new EndToEnd(), null)),
                new RegimenCase(
                        "different members",
                        new Ensemble(
                                null,
                                null,
                                List.of(
                                        new EndToEnd(),
                                        new Auxiliary(),
                                        new EndToEnd(),
                                        new EndToEnd(),
                                        new StepByStep(),
                                        new EndToEnd()),
                                null,
                                null,
                                null,
                                null,
                                InStep.ALWAYS)));
    }

    @ParameterizedTest
    @MethodSource(CASES)
    void isWhatItIsOneByOne(RegimenCase one) {
        TinyTraining together = training();
        Outcome outcome = together.run(one.regimen(), spec());
        TinyTraining alone = training();
        Outcome expected = alone.run(with((Ensemble) one.regimen(), InStep.NEVER), spec());
        assertThat(outcome.phases()).hasSameSizeAs(expected.phases());
        for (int i = 0; i < outcome.phases().size(); i++) {
            assertThat(outcome.phases().get(i).updates())
                    .isEqualTo(expected.phases().get(i).updates());
            assertThat(outcome.phases().get(i).curve())
                    .hasSameSizeAs(expected.phases().get(i).curve());
        }
        assertClose(alone.store(), together.store());
    }

    @ParameterizedTest
    @MethodSource(CASES)
    void givesTheSameBitsEveryTime(RegimenCase one) {
        TinyTraining first = training();
        Outcome outcome = first.run(one.regimen(), spec());
        TinyTraining again = training().withWorkers(2);
        assertThat(again.run(one.regimen(), spec()).predictions()).isEqualTo(outcome.predictions());
        assertSame(first.store(), again.store());
    }

    @ParameterizedTest
    @MethodSource(CASES)
    void goesOnAfterAStopAsIfItHadNeverStopped(RegimenCase one) {
        TinyTraining whole = training();
        whole.run(one.regimen(), spec());
        for (int every : new int[] {3, 17}) {
            TinyTraining stopped = training();
            Outcome outcome;
            int rounds = 0;
            do {
                AtomicInteger asked = new AtomicInteger();
                outcome = stopped.withCancelled(() -> asked.incrementAndGet() > every)
                        .run(one.regimen(), spec());
                assertThat(++rounds).isLessThan(300);
            } while (outcome.stop() == StopReason.CANCELLED);
            assertThat(rounds).isGreaterThan(1);
            assertSame(whole.store(), stopped.store());
        }
    }

    @ParameterizedTest
    @MethodSource(CASES)
    void givesNativeMemoryBack(RegimenCase one) {
        for (int i = 0; i < 2; i++) {
            training().run(one.regimen(), spec());
        }
        long before = Pointer.totalCount();
        for (int i = 0; i < 3; i++) {
            training().run(one.regimen(), spec());
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    static Ensemble stacked(int members, Regimen member, Sampling data) {
        return new Ensemble(members, member, null, null, data, null, Ensemble.BudgetPer.MEMBER, InStep.ALWAYS);
    }

    static Ensemble with(Ensemble ensemble, InStep stacking) {
        return new Ensemble(
                ensemble.regimens() == null ? ensemble.members() : null,
                ensemble.member(),
                ensemble.regimens(),
                ensemble.combiner(),
                ensemble.data(),
                ensemble.features(),
                ensemble.budgetPer(),
                stacking);
    }

    static ModelSpec spec() {
        return ModelSpec.of(
                ModuleSpec.of("reader", "point", Mlp.of(4, 16)), ModuleSpec.of("judge", "reader", Mlp.of(2, 8)));
    }

    private static TinyTraining training() {
        return TinyTraining.of(task, SHORT);
    }

    static void assertSame(MemoryStore expected, MemoryStore found) {
        Map<String, TensorBytes> tensors = expected.tensors();
        assertThat(found.tensors().keySet()).isEqualTo(tensors.keySet());
        found.tensors().forEach((name, tensor) -> assertThat(tensor.data())
                .as(name)
                .isEqualTo(tensors.get(name).data()));
    }

    static void assertClose(MemoryStore expected, MemoryStore found) {
        Map<String, TensorBytes> tensors = expected.tensors();
        assertThat(found.tensors().keySet()).isEqualTo(tensors.keySet());
        found.tensors().forEach((name, tensor) -> assertThat(floats(tensor))
                .as(name)
                .containsExactly(floats(tensors.get(name)), org.assertj.core.data.Offset.offset(TOLERANCE)));
    }

    private static float[] floats(TensorBytes tensor) {
        float[] values = new float[tensor.data().remaining() / Float.BYTES];
        tensor.data().duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer().get(values);
        return values;
    }
}
