package dev.regimen.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Picked;
import dev.regimen.data.Pool;
import dev.regimen.data.Shape;
import dev.regimen.model.net.Flatten;
import dev.regimen.model.net.Mlp;
import dev.regimen.model.net.Softmax;
import dev.regimen.torch.TensorData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrozenOutputsTest {
    private static final int ROWS = 600; // more than are computed at once
    private static final int ITEMS = 3;
    private static final List<String> LAST = List.of("judge");

    /** A reader of each item, what it says as probabilities, and a judge of both and of something else. */
    private static final ModelSpec SPEC = ModelSpec.of(
            ModuleSpec.of("reader", "view", Mlp.of(4, 8)).each("items"),
            ModuleSpec.of("chances", "reader", new Softmax()),
            new ModuleSpec("judge", List.of("chances"), java.util.Optional.empty(), Mlp.of(2, 5)));

    private static final Map<String, Field> FIELDS =
            Map.of("view", Field.real(Shape.of(6).repeated("items", ITEMS)));

    private final Model model = SPEC.create(FIELDS, 1);
    private final Dataset items = dataset(Field.real(Shape.of(6)));
    private final Dataset examples = dataset(FIELDS.get("view"));

    private static Dataset dataset(Field field) {
        Random random = new Random(5);
        int numbers = Math.toIntExact(ROWS * field.shape().elements());
        float[] values = new float[numbers];
        for (int i = 0; i < numbers; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new Dataset(
                Map.of("view", field),
                Map.of("view", TensorData.floats(values, field.shape().batched(ROWS))));
    }

    @AfterEach
    void close() {
        model.close();
        items.close();
        examples.close();
    }

    private Batch ofExamples(long... positions) {
        return examples.gather(positions).pickedFrom(examples, positions);
    }

    private Batch ofItems(long... positions) {
        Tensor view = items.gather(positions).value("view").unflatten(0, -1, ITEMS);
        return new Batch(positions.length / ITEMS, Map.of("view", view))
                .picked("view", new Picked(items, "view", positions, true));
    }

    @Test
    void lookingUpWholeExamplesGivesWhatComputingThemGives() {
        try (PointerScope scope = new PointerScope();
                FrozenOutputs frozen = new FrozenOutputs(model, Set.of("judge"), 10_000)) {
            assertSame(frozen, ofExamples(0, 599, 17, 17, 256), "chances");
        }
    }

    @Test
    void lookingUpItemsOfExamplesGivesWhatComputingThemGives() {
        try (PointerScope scope = new PointerScope();
                FrozenOutputs frozen = new FrozenOutputs(model, Set.of("chances", "judge"), 10_000)) {
            assertSame(frozen, ofItems(0, 599, 17, 17, 256, 3), "reader");
        }
    }

    @Test
    void whatIsWantedOfAFrozenModuleIsLookedUpToo() {
        try (PointerScope scope = new PointerScope();
                FrozenOutputs frozen = new FrozenOutputs(model, Set.of("judge"), 10_000)) {
            Batch batch = ofExamples(1, 2, 3);
            Batch with = frozen.in(batch, List.of("reader", "judge"));
            assertThat(with.values()).containsOnlyKeys("view", "reader", "chances");
            assertThat(numbers(model.evaluate(with, List.of("reader")).of("reader")))
                    .containsExactly(
                            numbers(model.evaluate(batch, List.of("reader")).of("reader")), within(1e-5f));
        }
    }

    @Test
    void everyRowIsComputedOnce() {
        List<Long> computed = new ArrayList<>();
        Pool counting = counting(examples, computed);
        try (PointerScope scope = new PointerScope();
                FrozenOutputs frozen = new FrozenOutputs(model, Set.of("chances", "judge"), 10_000)) {
            for (int i = 0; i < 3; i++) {
                long[] positions = {i, 2L * i};
                frozen.in(examples.gather(positions).pickedFrom(counting, positions), LAST);
            }
            assertThat(computed).hasSize(ROWS).doesNotHaveDuplicates();
        }
    }

    /** Items of one example depend on each other in a module that sees all of them. */
    @Test
    void aModuleThatSeesAllItemsIsComputedWhereItemsArePicked() {
        try (PointerScope scope = new PointerScope();
                FrozenOutputs frozen = new FrozenOutputs(model, Set.of(), 10_000)) {
            assertSame(frozen, ofItems(4, 5, 6), "reader");
        }
    }

    @Test
    void nothingIsLookedUpThatIsTrainedOrReadsWhatIsTrained() {
        try (PointerScope scope = new PointerScope();
                FrozenOutputs frozen = new FrozenOutputs(model, Set.of("reader"), 10_000)) {
            Batch batch = ofExamples(1, 2);
            assertThat(frozen.in(batch, LAST)).isSameAs(batch);
        }
    }

    @Test
    void nothingIsLookedUpOfAPoolThatIsHardlyLookedAtTwice() {
        try (PointerScope scope = new PointerScope();
                FrozenOutputs frozen = new FrozenOutputs(model, Set.of("judge"), 2 * ROWS - 1)) {
            Batch batch = ofExamples(1, 2);
            assertThat(frozen.in(batch, LAST)).isSameAs(batch);
        }
    }

    @Test
    void nothingIsLookedUpOfValuesThatComeFromNowhere() {
        try (PointerScope scope = new PointerScope();
                FrozenOutputs frozen = new FrozenOutputs(model, Set.of("judge"), 10_000)) {
            Batch batch = examples.gather(new long[] {1, 2});
            assertThat(frozen.in(batch, LAST)).isSameAs(batch);
        }
    }

    @Test
    void nothingIsLookedUpThatCostsNothing() {
        try (PointerScope scope = new PointerScope()) {
            ModelSpec flat = ModelSpec.of(
                    ModuleSpec.of("flat", "view", new Flatten()), ModuleSpec.of("judge", "flat", Mlp.of(2)));
            try (Model behind = flat.create(FIELDS, 1);
                    FrozenOutputs nothing = new FrozenOutputs(behind, Set.of("judge"), 10_000)) {
                Batch batch = ofExamples(1, 2);
                assertThat(nothing.in(batch, LAST)).isSameAs(batch);
                assertThat(nothing.any()).isFalse();
            }
        }
    }

    @Test
    void aModuleBehindOneThatCostsNothingIsLookedUp() {
        try (PointerScope scope = new PointerScope()) {
            ModelSpec behindFlat = ModelSpec.of(
                    ModuleSpec.of("flat", "view", new Flatten()),
                    ModuleSpec.of("reader", "flat", Mlp.of(3, 8)),
                    ModuleSpec.of("judge", "reader", Mlp.of(2)));
            try (Model behind = behindFlat.create(FIELDS, 1);
                    FrozenOutputs frozen = new FrozenOutputs(behind, Set.of("judge"), 10_000)) {
                Batch batch = ofExamples(1, 599);
                Batch with = frozen.in(batch, LAST);
                assertThat(with.values()).containsOnlyKeys("view", "reader");
                assertThat(numbers(behind.evaluate(with, LAST).of("judge")))
                        .containsExactly(numbers(behind.evaluate(batch, LAST).of("judge")), within(1e-5f));
            }
        }
    }

    /** Examples that were drawn from items have the same ones several times. */
    @Test
    void itemsThatExamplesWereDrawnFromAreComputedOnce() {
        List<Long> computed = new ArrayList<>();
        try (PointerScope scope = new PointerScope();
                Dataset drawn = drawn(counting(items, computed));
                FrozenOutputs frozen = new FrozenOutputs(model, Set.of("chances", "judge"), 10_000)) {
            long[] positions = {0, 2, 599, 2};
            Batch batch = drawn.gather(positions).pickedFrom(drawn, positions);
            assertSame(frozen, batch, "reader");
            assertSame(frozen, batch, "reader");
            assertThat(computed).hasSize(ROWS).doesNotHaveDuplicates();
        }
    }

    @Test
    void aModuleThatSeesAllItemsIsLookedUpByExamplesThatWereDrawn() {
        ModelSpec whole = ModelSpec.of(
                ModuleSpec.of("reader", "view", Mlp.of(4, 8)).each("items"),
                ModuleSpec.of("both", "reader", Mlp.of(3)),
                ModuleSpec.of("judge", "both", Mlp.of(2)));
        try (PointerScope scope = new PointerScope();
                Dataset drawn = drawn(items);
                Model seeing = whole.create(FIELDS, 1);
                FrozenOutputs frozen = new FrozenOutputs(seeing, Set.of("judge"), 10_000)) {
            long[] positions = {5, 5, 7};
            Batch batch = drawn.gather(positions).pickedFrom(drawn, positions);
            Batch with = frozen.in(batch, LAST);
            assertThat(with.values()).containsOnlyKeys("view", "both");
            assertThat(numbers(seeing.evaluate(with, LAST).of("judge")))
                    .containsExactly(numbers(seeing.evaluate(batch, LAST).of("judge")), within(1e-5f));
        }
    }

    @Test
    void whatATrainedModuleSaysIsForgottenWhenItHasChanged() {
        List<Long> computed = new ArrayList<>();
        Set<String> all = Set.of("reader", "chances", "judge");
        try (PointerScope scope = new PointerScope();
                Dataset drawn = drawn(counting(items, computed));
                FrozenOutputs frozen = new FrozenOutputs(model, all, 10_000, ROWS)) {
            long[] positions = {3, 1, 4};
            Batch batch = drawn.gather(positions).pickedFrom(drawn, positions);
            assertSame(frozen, batch, "reader");
            assertThat(computed).hasSize(ROWS);
            model.reinitialise("reader");
            frozen.changed();
            assertSame(frozen, batch, "reader");
            assertThat(computed).hasSize(2 * ROWS);
        }
    }

    /** Room is for what is needed, and what is behind others makes them needless. */
    @Test
    void theLastOfAChainIsLookedUpThoughThereIsNoRoomForAll() {
        int numbers = 20_000; // of which 600 rows take 48 MB
        ModelSpec chain = ModelSpec.of(
                ModuleSpec.of("wide", "view", Mlp.of(numbers)),
                ModuleSpec.of("wider", "wide", new Softmax()),
                ModuleSpec.of("judge", "wider", Mlp.of(2)));
        try (PointerScope scope = new PointerScope();
                Model wide = chain.create(FIELDS, 1);
                FrozenOutputs frozen = new FrozenOutputs(wide, Set.of("judge"), 10_000)) {
            Batch batch = ofExamples(0, 599);
            assertThat(frozen.in(batch, LAST).values()).containsOnlyKeys("view", "wider");
            assertThat(frozen.in(batch, List.of("wide", "judge")).values()).containsOnlyKeys("view", "wider");
        }
    }

    /** As many examples as there are items, three for each of them. */
    private Dataset drawn(Pool from) {
        long[] positions = new Random(6).longs((long) ROWS * ITEMS, 0, ROWS).toArray();
        Tensor view = items.gather(positions).value("view").unflatten(0, -1, ITEMS);
        view.retainReference();
        return new Dataset(
                FIELDS,
                new Batch(ROWS, Map.of("view", view)).picked("view", new Picked(from, "view", positions, true)));
    }

    /** Whoever changes a value of a batch gets no answer about the one before. */
    @Test
    void aValueThatWasChangedIsNotLookedUp() {
        try (PointerScope scope = new PointerScope();
                FrozenOutputs frozen = new FrozenOutputs(model, Set.of("judge"), 10_000)) {
            Batch batch = ofExamples(1, 2);
            Batch changed = batch.with(Map.of("view", batch.value("view").neg()));
            assertThat(frozen.in(changed, LAST)).isSameAs(changed);
        }
    }

    /** @param computed gets the positions that are asked for */
    private static Pool counting(Dataset pool, List<Long> computed) {
        return Pool.of(ROWS, positions -> {
            for (long position : positions) {
                computed.add(position);
            }
            return pool.gather(positions);
        });
    }

    private void assertSame(FrozenOutputs frozen, Batch batch, String lookedUpModule) {
        float[] computed = numbers(model.evaluate(batch, LAST).of("judge"));
        Batch with = frozen.in(batch, LAST);
        assertThat(with.values()).containsOnlyKeys("view", lookedUpModule);
        float[] lookedUp = numbers(model.evaluate(with, LAST).of("judge"));
        assertThat(lookedUp).containsExactly(computed, within(1e-5f));
    }

    private static float[] numbers(Tensor tensor) {
        return TensorData.toFloats(tensor);
    }
}
