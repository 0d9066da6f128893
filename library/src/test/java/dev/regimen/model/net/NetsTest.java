package dev.regimen.model.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.data.Field;
import dev.regimen.model.Model;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.torch.TensorData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every net owes. */
class NetsTest {
    private static final int BATCH = 4;

    @ParameterizedTest
    @MethodSource("dev.regimen.model.net.NetCase#all")
    void givesTheShapeItPromisesForAnyBatch(NetCase one) {
        Map<String, Field> fields = new LinkedHashMap<>();
        one.inputs().forEach(field -> fields.put("x" + fields.size(), field));
        ModuleSpec module = new ModuleSpec("m", List.copyOf(fields.keySet()), Optional.empty(), one.net());
        try (Model model = ModelSpec.of(module).create(fields, 1);
                Built built = Built.of(one, 1);
                PointerScope scope = new PointerScope()) {
            assertThat(model.fields().get("m").shape()).isEqualTo(one.output());
            for (int batch : new int[] {1, 5}) {
                assertThat(built.evaluate(Built.inputs(one.inputs(), batch, 2)).shape())
                        .containsExactly(one.output().batched(batch));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.regimen.model.net.NetCase#all")
    void gradientsOfParametersAndInputsAgreeWithFiniteDifferences(NetCase one) {
        try (Built built = Built.of(one, 3).inDoublePrecision();
                PointerScope scope = new PointerScope()) {
            List<Tensor> inputs = Built.doubles(Built.inputs(one.inputs(), BATCH, 4));
            Map<String, Tensor> moved = new LinkedHashMap<>(built.weights().parameters());
            for (Tensor input : inputs) {
                if (input.scalar_type().intern() == ScalarType.Double) {
                    moved.put("input " + moved.size(), input.set_requires_grad(true));
                }
            }
            if (moved.isEmpty()) { // a net of classes without weights, such as one-hot
                assertThat(loss(built, inputs).requires_grad()).isFalse();
                return;
            }
            loss(built, inputs).backward();
            moved.forEach((name, tensor) -> assertGradient(name, tensor, () -> loss(built, inputs)));
        }
    }

    /**
     * Single precision takes other paths through the engine; a frozen module is in evaluation and passes gradients on.
     */
    @ParameterizedTest
    @MethodSource("dev.regimen.model.net.NetCase#all")
    void gradientsInSinglePrecisionAgreeWithThoseInDouble(NetCase one) {
        try (Built single = Built.of(one, 17);
                Built accurate = Built.of(one, 17).inDoublePrecision();
                PointerScope scope = new PointerScope()) {
            List<Tensor> inputs = Built.inputs(one.inputs(), BATCH, 18);
            List<double[]> expected = gradients(accurate, Built.doubles(inputs));
            List<double[]> found = gradients(single, inputs);
            assertThat(found).hasSameSizeAs(expected);
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i)).containsExactly(expected.get(i), within(1e-4));
            }
        }
    }

    /** Of the real inputs and the parameters, in evaluation. */
    private static List<double[]> gradients(Built built, List<Tensor> inputs) {
        List<Tensor> moved = new ArrayList<>(built.weights().parameters().values());
        inputs.stream().filter(Tensor::is_floating_point).forEach(moved::add);
        if (moved.isEmpty()) {
            return List.of();
        }
        moved.forEach(tensor -> tensor.set_requires_grad(true));
        Tensor output = built.evaluate(inputs);
        output.mul(wave(output, 2)).sum().backward();
        return moved.stream().map(tensor -> TensorData.toDoubles(tensor.grad())).toList();
    }

    /** Along a direction in which every component moves, so that one difference checks them all. */
    private static void assertGradient(String name, Tensor tensor, Supplier<Tensor> loss) {
        assertThat(tensor.grad().defined()).as("a gradient reaches " + name).isTrue();
        Tensor direction = wave(tensor, 5);
        double expected = TensorData.toDouble(tensor.grad().mul(direction).sum());
        Tensor start = tensor.detach().clone();
        double step = 1e-6;
        Tensor weights = tensor.detach();
        weights.copy_(start.add(direction.mul(new Scalar(step))));
        double above = TensorData.toDouble(loss.get());
        weights.copy_(start.sub(direction.mul(new Scalar(step))));
        double below = TensorData.toDouble(loss.get());
        weights.copy_(start);
        assertThat(expected).as("derivative by " + name).isEqualTo((above - below) / (2 * step), within(1e-6));
        assertThat(TensorData.toDouble(tensor.grad().abs().max()))
                .as("gradient of " + name)
                .isPositive();
    }

    /**
     * A number that every output influences; training, so that batch norm and dropout take part, with the same draws.
     */
    private static Tensor loss(Built built, List<Tensor> inputs) {
        Tensor output = built.train(inputs, 6);
        return output.mul(wave(output, 2)).sum();
    }

    /** Numbers of this shape that are no multiples of anything. */
    private static Tensor wave(Tensor like, int frequency) {
        float[] values = new float[Math.toIntExact(like.numel())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(frequency * i + 1.0);
        }
        return TensorData.floats(values, like.shape()).to(ScalarType.Double);
    }

    /** Zeros or ones, as batch norm and some biases begin with. */
    private static boolean drawnFromNothing(float[] values) {
        float first = values[0];
        return (first == 0 || first == 1) && IntStream.range(0, values.length).allMatch(i -> values[i] == first);
    }

    @ParameterizedTest
    @MethodSource("dev.regimen.model.net.NetCase#all")
    void aSeedFixesEveryBitAndAnotherGivesOthers(NetCase one) {
        try (Built first = Built.of(one, 7);
                Built same = Built.of(one, 7);
                Built other = Built.of(one, 8)) {
            Map<String, float[]> values = first.values();
            assertThat(same.values().keySet()).containsExactlyElementsOf(values.keySet());
            values.forEach(
                    (name, numbers) -> assertThat(same.values().get(name)).containsExactly(numbers));
            first.weights().parameters().keySet().stream()
                    .filter(name -> !drawnFromNothing(values.get(name)))
                    .forEach(name -> assertThat(other.values().get(name)).isNotEqualTo(values.get(name)));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.regimen.model.net.NetCase#all")
    void evaluationDrawsNothingAndMovesNothing(NetCase one) {
        try (Built built = Built.of(one, 9);
                PointerScope scope = new PointerScope()) {
            List<Tensor> inputs = Built.inputs(one.inputs(), BATCH, 10);
            Map<String, float[]> before = built.values();
            float[] first = TensorData.toFloats(built.evaluate(inputs)); // it is given no generator
            assertThat(TensorData.toFloats(built.evaluate(inputs))).containsExactly(first);
            before.forEach(
                    (name, numbers) -> assertThat(built.values().get(name)).containsExactly(numbers));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.regimen.model.net.NetCase#all")
    void trainingIsReproducedByTheGeneratorAndLeavesTheInputs(NetCase one) {
        try (Built built = Built.of(one, 11);
                Built twin = Built.of(one, 11);
                PointerScope scope = new PointerScope()) {
            List<Tensor> inputs = Built.inputs(one.inputs(), BATCH, 12);
            List<float[]> before = inputs.stream().map(TensorData::toFloats).toList();
            float[] first = TensorData.toFloats(built.train(inputs, 13));
            assertThat(TensorData.toFloats(twin.train(inputs, 13))).containsExactly(first);
            List<float[]> after = inputs.stream().map(TensorData::toFloats).toList();
            for (int i = 0; i < before.size(); i++) {
                assertThat(after.get(i)).containsExactly(before.get(i));
            }
            assertThat(one.draws()).isNotEqualTo(Arrays.equals(first, TensorData.toFloats(built.train(inputs, 14))));
        }
    }

    /** Parts draw other numbers than the whole. */
    static Stream<NetCase> withoutDraws() {
        return NetCase.all().filter(one -> !one.draws());
    }

    /** Else the batches of its training would be divided, and it would learn something else. */
    @ParameterizedTest
    @MethodSource("withoutDraws")
    void whatLooksAcrossExamplesWhileItIsTrainedSaysSo(NetCase one) {
        try (Built whole = Built.of(one, 19);
                Built parts = Built.of(one, 19);
                PointerScope scope = new PointerScope()) {
            List<Tensor> inputs = Built.inputs(one.inputs(), BATCH, 20);
            float[] together = TensorData.toFloats(whole.train(inputs, 1));
            float[] apart = new float[together.length];
            int half = together.length / 2;
            for (int part = 0; part < 2; part++) {
                int from = part * BATCH / 2;
                List<Tensor> own = inputs.stream()
                        .map(input -> input.narrow(0, from, BATCH / 2))
                        .toList();
                System.arraycopy(TensorData.toFloats(parts.train(own, 1)), 0, apart, part * half, half);
            }
            double farthest = IntStream.range(0, apart.length)
                    .mapToDouble(i -> Math.abs(apart[i] - together[i]))
                    .max()
                    .orElseThrow();
            assertThat(farthest > 1e-5).isEqualTo(whole.weights().dependingOnBatch());
        }
    }

    /**
     * Without a gradient, too: where none is taken, nets have quicker ways, and for one example some that are quicker
     * yet.
     */
    @ParameterizedTest
    @MethodSource("dev.regimen.model.net.NetCase#all")
    void eachExampleIsEvaluatedByItself(NetCase one) {
        try (Built built = Built.of(one, 15);
                PointerScope scope = new PointerScope()) {
            List<Tensor> inputs = Built.inputs(one.inputs(), BATCH, 16);
            float[] together = TensorData.toFloats(built.evaluate(inputs));
            assertThat(oneByOne(built, inputs)).containsExactly(together, within(1e-5f));
            try (NoGradGuard guard = new NoGradGuard()) {
                assertThat(TensorData.toFloats(built.evaluate(inputs))).containsExactly(together, within(1e-5f));
                assertThat(oneByOne(built, inputs)).containsExactly(together, within(1e-5f));
            }
        }
    }

    private static float[] oneByOne(Built built, List<Tensor> inputs) {
        Tensor[] apart = IntStream.range(0, BATCH)
                .mapToObj(example -> built.evaluate(inputs.stream()
                        .map(input -> input.narrow(0, example, 1))
                        .toList()))
                .toArray(Tensor[]::new);
        return TensorData.toFloats(torch.cat(new TensorVector(apart)).detach());
    }
}
