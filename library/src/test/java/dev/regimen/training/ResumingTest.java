package dev.regimen.training;

import static dev.regimen.training.TinyPhases.weights;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import dev.regimen.optimizer.AdamWSettings;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.optimizer.SgdSettings;
import dev.regimen.torch.TensorBytes;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What resuming gets wrong where modules are frozen and freed between phases. */
class ResumingTest {
    private static final int STEPS = 10;
    private static final OptimizerSettings RESTLESS = new AdamWSettings(0.01, null, null, null, 0.5, null, null);

    private final TinyPhases tiny = new TinyPhases();
    private final MemoryStore store = new MemoryStore();

    @AfterEach
    void close() {
        tiny.close();
    }

    /** The checkpoint says nothing about freezing: that is the phase's. */
    @Test
    void aFrozenModuleStaysFrozen() {
        stopAfter(STEPS + 3);
        Checkpoint stopped = store.load().orElseThrow();
        assertThat(stopped.current().phase()).isEqualTo("judge");
        try (Trainer trainer = tiny.trainer(store, () -> false)) {
            trainer.run(tiny.reader(RESTLESS, STEPS));
            tiny.passes();
            trainer.run(tiny.judge(RESTLESS, STEPS));
            assertThat(tiny.passes()).isNotEmpty().containsOnly(new TinyPhases.Pass(false, false));
            assertThat(moved(stopped, trainer)).allMatch(name -> name.startsWith("judge/"));
        }
    }

    @Test
    void noModuleIsFrozenForEver() {
        stopAfter(STEPS + 3);
        Checkpoint stopped = store.load().orElseThrow();
        try (Trainer trainer = tiny.trainer(store, () -> false)) {
            run(trainer);
            assertThat(moved(stopped, trainer))
                    .containsExactlyElementsOf(trainer.weights().keySet());
        }
    }

    @Test
    void theOptimizerHasItsParameters() {
        stopAfter(2 * STEPS + 3);
        Checkpoint stopped = store.load().orElseThrow();
        assertThat(stopped.current().phase()).isEqualTo("joint");
        try (Trainer trainer = tiny.trainer(store, () -> false)) {
            run(trainer);
            assertThat(moved(stopped, trainer))
                    .containsExactlyElementsOf(trainer.weights().keySet());
        }
    }

    /** A module that was frozen before, or in the process before, has taken as many steps as any other. */
    @ParameterizedTest
    @ValueSource(ints = {STEPS + 3, 2 * STEPS + 3})
    void noOptimizerStateIsDropped(int before) {
        stopAfter(before);
        int inJoint = 6;
        stopAfter(2 * STEPS + inJoint - before);
        Map<String, TensorBytes> tensors = store.load().orElseThrow().tensors();
        Map<String, Float> counts = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.endsWith("/step")) {
                counts.put(
                        name.substring(name.indexOf('/') + 1),
                        tensor.data().duplicate().order(ByteOrder.nativeOrder()).getFloat(0));
            }
        });
        assertThat(counts)
                .isEqualTo(Map.of(
                        "reader/first/step", (float) inJoint,
                        "reader/second/step", (float) inJoint,
                        "judge/first/step", (float) inJoint,
                        "judge/second/step", (float) inJoint));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, STEPS, STEPS + 3, 2 * STEPS, 2 * STEPS + 3})
    void theOutcomeIsThatOfAnUninterruptedRunAlsoWithWeightDecay(int before) {
        Map<String, float[]> whole = new LinkedHashMap<>();
        try (Trainer trainer = tiny.trainer()) {
            run(trainer);
            whole.putAll(weights(trainer, "reader"));
            whole.putAll(weights(trainer, "judge"));
        }
        stopAfter(before);
        try (Trainer trainer = tiny.trainer(store, () -> false)) {
            run(trainer);
            weights(trainer, "reader")
                    .forEach((name, values) -> assertThat(values).as(name).isEqualTo(whole.get(name)));
            weights(trainer, "judge")
                    .forEach((name, values) -> assertThat(values).as(name).isEqualTo(whole.get(name)));
        }
    }

    /** Maps made from sets and literals list their keys in another order in every process. */
    @Test
    void anOptimizerIsNotGivenTheStateOfAnother() {
        Map<String, float[]> whole = new LinkedHashMap<>();
        try (Trainer trainer = tiny.trainer()) {
            trainer.run(twoOptimizers("reader", "judge"));
            whole.putAll(weights(trainer, "reader"));
        }
        try (Trainer trainer = tiny.trainer(store, atMost(3))) {
            assertThat(trainer.run(twoOptimizers("reader", "judge")).stop()).isEqualTo(StopReason.CANCELLED);
        }
        try (Trainer trainer = tiny.trainer(store, () -> false)) {
            trainer.run(twoOptimizers("judge", "reader"));
            weights(trainer, "reader")
                    .forEach((name, values) -> assertThat(values).as(name).isEqualTo(whole.get(name)));
        }
    }

    private Phase twoOptimizers(String first, String second) {
        Map<String, OptimizerSettings> all =
                Map.of("reader", RESTLESS, "judge", new SgdSettings(0.05, 0.9, null, null, null, null, 0.1));
        Map<String, OptimizerSettings> ordered = new LinkedHashMap<>();
        List.of(first, second).forEach(module -> ordered.put(module, all.get(module)));
        Goal goal = Goal.of(tiny.task().objective());
        return new Phase("joint", ordered.keySet(), Set.of(), List.of(goal), ordered, Budget.steps(STEPS));
    }

    /** Trains and is stopped after so many steps. */
    private void stopAfter(int steps) {
        try (Trainer trainer = tiny.trainer(store, atMost(steps))) {
            assertThat(run(trainer).stop()).isEqualTo(StopReason.CANCELLED);
        }
    }

    private static BooleanSupplier atMost(int steps) {
        AtomicInteger asked = new AtomicInteger();
        return () -> asked.incrementAndGet() > steps;
    }

    /** The reader, the judge, and then both: the last report. */
    private PhaseReport run(Trainer trainer) {
        trainer.run(tiny.reader(RESTLESS, STEPS));
        trainer.run(tiny.judge(RESTLESS, STEPS));
        return trainer.run(tiny.joint(RESTLESS, STEPS));
    }

    /** The weights that are not as the checkpoint has them. */
    private static List<String> moved(Checkpoint checkpoint, Trainer trainer) {
        return trainer.weights().entrySet().stream()
                .filter(entry -> !TensorBytes.of(entry.getValue())
                        .data()
                        .equals(checkpoint
                                .tensors()
                                .get("weights/" + entry.getKey())
                                .data()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
