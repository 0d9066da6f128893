package dev.regimen.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.net.Activation;
import dev.regimen.model.net.Average;
import dev.regimen.model.net.Columns;
import dev.regimen.model.net.Concatenate;
import dev.regimen.model.net.ConvStack;
import dev.regimen.model.net.FeatureSubset;
import dev.regimen.model.net.Flatten;
import dev.regimen.model.net.Linear;
import dev.regimen.model.net.Mlp;
import dev.regimen.model.net.OneHot;
import dev.regimen.model.net.Padding;
import dev.regimen.model.net.Pool;
import dev.regimen.model.net.Reshape;
import dev.regimen.model.net.Sigmoid;
import dev.regimen.model.net.Softmax;
import dev.regimen.torch.Seeds;
import dev.regimen.torch.TensorData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every net that can be stacked gives what it gives by itself, and so does its gradient. */
class StackedModelTest {
    private static final int MEMBERS = 3;
    private static final int BATCH = 5;
    private static final Offset<Float> TOLERANCE = Offset.offset(1e-5f);
    private static final String SPECS = "specs";

    private static final Map<String, Field> FIELDS = Map.of(
            "image", Field.real(Shape.of(2, 8, 8)),
            "digits", Field.real(Shape.of(1, 8, 8).repeated("digits", 2)),
            "class", Field.classes(Shape.of(), 4));

    static Stream<ModelSpec> specs() {
        return Stream.concat(
                nets(),
                Arrays.stream(Activation.values())
                        .map(activation -> spec("image", new Mlp(List.of(6, 5), 3, activation, 0.0))));
    }

    private static Stream<ModelSpec> nets() {
        return Stream.of(
                spec("image", Mlp.of(3, 16, 8)),
                spec("image", new Linear(4)),
                spec("image", ConvStack.of(5, 4, 6)),
                spec("image", convolutions(Optional.of(3), true, Padding.SAME)),
                spec("image", convolutions(Optional.empty(), false, Padding.NONE)),
                spec("image", new FeatureSubset(0.5)),
                spec("image", new Flatten()),
                spec("image", new Reshape(List.of(4, 32))),
                spec("image", new Softmax()),
                spec("image", new Sigmoid()),
                spec("image", new Columns()),
                spec("image", new Pool(Pool.By.MEAN)),
                spec("class", new OneHot()),
                ModelSpec.of(
                        ModuleSpec.of("reader", "digits", ConvStack.of(4, 3, 5)).each("digits"),
                        ModuleSpec.of("one", "reader", Mlp.of(3, 7)),
                        ModuleSpec.of("two", "reader", Mlp.of(3, 6)),
                        new ModuleSpec("both", List.of("one", "two"), Optional.empty(), new Concatenate()),
                        new ModuleSpec("mean", List.of("one", "two"), Optional.empty(), new Average()),
                        new ModuleSpec("net", List.of("both", "mean"), Optional.empty(), new Concatenate())));
    }

    @ParameterizedTest
    @MethodSource(SPECS)
    void givesWhatEachMemberGives(ModelSpec spec) {
        List<Model> models = models(spec);
        try (PointerScope scope = new PointerScope()) {
            List<Batch> batches = LongStream.range(0, MEMBERS)
                    .mapToObj(StackedModelTest::batch)
                    .toList();
            Set<String> names = Set.copyOf(spec.names());
            models.forEach(model -> model.requireGradients(names));
            float[][] outputs = new float[MEMBERS][];
            List<Map<String, float[]>> gradients = new ArrayList<>();
            for (int i = 0; i < MEMBERS; i++) {
                Model model = models.get(i);
                Tensor output = model.forward(batches.get(i), List.of("net"), names, null)
                        .of("net");
                outputs[i] = TensorData.toFloats(output);
                gradients.add(gradients(output, parameters(model), Tensor::backward));
            }
            Map<String, String> layouts = layouts(models.get(0));
            try (StackedModel stacked = new StackedModel(models, List.of("net"))) {
                stacked.requireGradients(names);
                Tensor output =
                        stacked.forward(stacked(batches), List.of("net"), names).of("net");
                Map<String, Tensor> parameters = new LinkedHashMap<>();
                spec.names().forEach(module -> stacked.parameters(module)
                        .forEach((name, tensor) -> parameters.put(module + "/" + name, tensor)));
                Map<String, float[]> all = gradients(output, parameters, loss -> stacked.backward(loss, names, true));
                for (int i = 0; i < MEMBERS; i++) {
                    assertThat(TensorData.toFloats(output.select(0, i))).containsExactly(outputs[i], TOLERANCE);
                    int member = i;
                    gradients.get(i).forEach((name, own) -> assertThat(
                                    Arrays.copyOfRange(all.get(name), member * own.length, (member + 1) * own.length))
                            .as(name)
                            .containsExactly(own, Offset.offset(1e-3f)));
                }
            }
            assertThat(layouts(models.get(0))).isEqualTo(layouts);
        }
        models.forEach(Model::close);
    }

    /** As a local loss is, whose gradient does not reach everything; the second one is added to the first. */
    @Test
    void takesGradientsToTheWantedModulesAlone() {
        ModelSpec spec = ModelSpec.of(
                ModuleSpec.of("reader", "digits", ConvStack.of(4, 3, 5)).each("digits"),
                ModuleSpec.of("middle", "reader", new Linear(3)),
                ModuleSpec.of("net", "middle", Mlp.of(2, 5)));
        List<Model> models = models(spec);
        Set<String> names = Set.copyOf(spec.names());
        try (PointerScope scope = new PointerScope()) {
            List<Batch> batches = LongStream.range(0, MEMBERS)
                    .mapToObj(StackedModelTest::batch)
                    .toList();
            Model first = models.get(0);
            first.requireGradients(names);
            Map<String, float[]> alone = gradients(
                    first.forward(batches.get(0), List.of("net"), names, null).of("net"),
                    parameters(first),
                    Tensor::backward);
            try (StackedModel stacked = new StackedModel(models, List.of("net"))) {
                stacked.requireGradients(names);
                Tensor losses = stacked.forward(stacked(batches), List.of("net"), names)
                        .of("net")
                        .square()
                        .flatten(1, -1)
                        .sum(1);
                stacked.backward(losses, Set.of("reader", "net"), false);
                assertThat(stacked.parameters("middle").values())
                        .noneMatch(tensor -> tensor.grad().defined());
                assertFirst(stacked, "reader", alone, 1);
                assertFirst(stacked, "net", alone, 1);
                Tensor again = stacked.forward(stacked(batches), List.of("net"), names)
                        .of("net")
                        .square()
                        .flatten(1, -1)
                        .sum(1);
                stacked.backward(again, names, true);
                assertFirst(stacked, "reader", alone, 2);
                assertFirst(stacked, "middle", alone, 1);
                assertFirst(stacked, "net", alone, 2);
            }
        }
        models.forEach(Model::close);
    }

    private static void assertFirst(StackedModel stacked, String module, Map<String, float[]> alone, int times) {
        stacked.parameters(module).forEach((name, tensor) -> {
            float[] all = TensorData.toFloats(tensor.grad().detach());
            float[] own = alone.get(module + "/" + name);
            for (int i = 0; i < own.length; i++) {
                assertThat(all[i]).as(name).isCloseTo(times * own[i], Offset.offset(1e-3f));
            }
        });
    }

    /** What is done to the weights of one is done to its part of the stack, and the other way round. */
    @ParameterizedTest
    @MethodSource(SPECS)
    void hasItsWeightsInCommonWithTheMembersWhileItIsOpen(ModelSpec spec) {
        List<Model> models = models(spec);
        List<Map<String, float[]>> before =
                models.stream().map(StackedModelTest::weights).toList();
        try (StackedModel stacked = new StackedModel(models, List.of("net"));
                PointerScope scope = new PointerScope()) {
            assertThat(weights(models.get(1))).usingRecursiveComparison().isEqualTo(before.get(1));
            spec.names().forEach(module -> stacked.parameters(module).values().forEach(tensor -> tensor.detach()
                    .narrow(0, tensor.size(0) / MEMBERS, 1)
                    .fill_(new Scalar(7))));
        }
        models.get(1).weights().forEach((name, tensor) -> {
            if (tensor.requires_grad()) {
                assertThat(TensorData.toFloats(tensor)[0]).as(name).isEqualTo(7);
            }
        });
        assertThat(weights(models.get(0))).usingRecursiveComparison().isEqualTo(before.get(0));
        models.forEach(Model::close);
    }

    @ParameterizedTest
    @MethodSource(SPECS)
    void givesNativeMemoryBack(ModelSpec spec) {
        givesWhatEachMemberGives(spec);
        long before = Pointer.totalCount();
        for (int i = 0; i < 3; i++) {
            givesWhatEachMemberGives(spec);
        }
        assertThat(Pointer.totalCount()).isLessThanOrEqualTo(before);
    }

    @Test
    void saysWhatCannotBeStacked() {
        ModelSpec dropping = spec("image", new Mlp(List.of(6), 3, null, 0.5));
        assertThat(StackedModel.hindrance(dropping))
                .contains("module 'net' has dropout, for which each member draws from a generator of its own");
        assertThat(StackedModel.hindrance(spec("image", new Mlp(List.of(6), 3, null, null, null, true))))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("module 'net' has batch norm"));
        assertThat(StackedModel.hindrance(spec("image", (inputs, weights) -> (values, pass) -> values.get(0))))
                .contains("module 'net' has a net that cannot be stacked");
        List<Model> models = models(dropping);
        assertThatThrownBy(() -> new StackedModel(models, List.of("net")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dropout");
        models.forEach(Model::close);
    }

    private static ModelSpec spec(String reads, Net net) {
        return ModelSpec.of(ModuleSpec.of("net", reads, net));
    }

    private static ConvStack convolutions(Optional<Integer> outputs, boolean residual, Padding padding) {
        return new ConvStack(
                List.of(3, 5),
                3,
                padding,
                padding == Padding.SAME ? 2 : 1,
                false,
                residual,
                null,
                outputs,
                outputs.isPresent() ? Activation.SILU : null,
                null);
    }

    private static List<Model> models(ModelSpec spec) {
        return LongStream.range(0, MEMBERS)
                .mapToObj(seed -> spec.create(FIELDS, seed))
                .toList();
    }

    private static Batch batch(long seed) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        try (Generator generator = Seeds.generator(seed)) {
            FIELDS.forEach((name, field) -> {
                Tensor value = torch.empty(field.shape().batched(BATCH));
                value.uniform_(0, field.categorical() ? 4 : 1, new GeneratorOptional(generator));
                values.put(name, field.categorical() ? value.to(ScalarType.Long) : value);
            });
        }
        return new Batch(BATCH, values);
    }

    private static Batch stacked(List<Batch> batches) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        FIELDS.keySet()
                .forEach(name -> values.put(
                        name,
                        torch.stack(
                                new TensorVector(batches.stream()
                                        .map(batch -> batch.value(name))
                                        .toArray(Tensor[]::new)),
                                0)));
        return new Batch(BATCH, values);
    }

    private static Map<String, Tensor> parameters(Model model) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        model.spec().names().forEach(module -> model.parameters(module)
                .forEach((name, tensor) -> parameters.put(module + "/" + name, tensor)));
        return parameters;
    }

    private static Map<String, float[]> gradients(
            Tensor output, Map<String, Tensor> parameters, Consumer<Tensor> backward) {
        Map<String, float[]> gradients = new LinkedHashMap<>();
        if (!parameters.isEmpty()) {
            backward.accept(output.square().sum());
            parameters.forEach((name, tensor) -> gradients.put(name, TensorData.toFloats(tensor.grad())));
        }
        return gradients;
    }

    private static Map<String, float[]> weights(Model model) {
        Map<String, float[]> weights = new LinkedHashMap<>();
        model.weights().forEach((name, tensor) -> weights.put(name, TensorData.toFloats(tensor)));
        return weights;
    }

    private static Map<String, String> layouts(Model model) {
        Map<String, String> layouts = new LinkedHashMap<>();
        model.weights().forEach((name, tensor) -> {
            if (tensor.size(1 % tensor.dim()) > 1) { // strides of an axis of one say nothing
                layouts.put(name, Arrays.toString(strides(tensor)));
            }
        });
        return layouts;
    }

    private static long[] strides(Tensor tensor) {
        return LongStream.range(0, tensor.dim()).map(tensor::stride).toArray();
    }
}
