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
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRef;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        givesWhatEachMemberGives(spec, BATCH);
    }

    /** Where a view of a weight would have the shape of what is computed of it. */
    @ParameterizedTest
    @MethodSource(SPECS)
    void givesWhatEachMemberGivesOfOneExample(ModelSpec spec) {
        givesWhatEachMemberGives(spec, 1);
    }

    private static void givesWhatEachMemberGives(ModelSpec spec, int size) {
        Set<String> names = Set.copyOf(spec.names());
        List<Model> models = models(spec);
        try (PointerScope scope = new PointerScope()) {
            List<Batch> batches = batches(size);
            List<Map<String, float[]>> gradients = new ArrayList<>();
            float[][] outputs = new float[MEMBERS][];
            for (int i = 0; i < MEMBERS; i++) {
                Model model = models.get(i);
                model.requireGradients(names);
                Tensor output = model.forward(batches.get(i), List.of("net"), names, null)
                        .of("net");
                outputs[i] = TensorData.toFloats(output);
                if (!parameters(model).isEmpty()) {
                    output.square().sum().backward();
                }
                gradients.add(gradients(parameters(model)));
            }
            Map<String, String> layouts = layouts(models.get(0));
            List<Map<String, float[]>> before =
                    models.stream().map(StackedModelTest::weights).toList();
            try (StackedModel stacked = new StackedModel(models, List.of("net"))) {
                stacked.requireGradients(names);
                StackedPass pass = stacked.forward(stacked(batches), List.of("net"), names);
                Tensor output = pass.outputs().of("net");
                if (!parameters(stacked).isEmpty()) {
                    pass.backward(losses(output), names, true);
                }
                for (int i = 0; i < MEMBERS; i++) {
                    assertThat(TensorData.toFloats(output.select(0, i))).containsExactly(outputs[i], TOLERANCE);
                    assertAlike(member(gradients(parameters(stacked)), i), gradients.get(i));
                    assertThat(weights(models.get(i)))
                            .usingRecursiveComparison()
                            .isEqualTo(before.get(i));
                }
            }
            assertThat(layouts(models.get(0))).isEqualTo(layouts);
        }
        models.forEach(Model::close);
    }

    /**
     * As with local losses: the gradient of each comes to some of the modules alone, through modules that are given,
     * that are frozen or that do not learn, and is added to that of the one before.
     */
    @ParameterizedTest
    @CsvSource({
        "reader net, letters",
        "letters, reader net",
        "letters net, reader letters net",
        "net, reader",
        "flat net, net"
    })
    void takesTheGradientOfEachLossToTheWantedModulesAlone(String first, String second) {
        ModelSpec spec = ModelSpec.of(
                ModuleSpec.of("reader", "digits", ConvStack.of(4, 3, 5)).each("digits"),
                ModuleSpec.of("letters", "reader", Mlp.of(3, 7)).each("digits"),
                ModuleSpec.of("flat", "letters", new Flatten()),
                ModuleSpec.of("frozen", "flat", new Linear(32)),
                ModuleSpec.of("images", "frozen", new Reshape(List.of(1, 4, 8))),
                ModuleSpec.of("net", "images", convolutions(Optional.of(3), true, Padding.SAME)),
                new ModuleSpec("twice", List.of("letters", "letters"), Optional.of("digits"), new Concatenate()));
        Set<String> trained = Set.of("reader", "letters", "flat", "images", "net", "twice");
        List<String> wanted = List.of("net", "twice");
        List<Set<String>> reached = List.of(Set.of(first.split(" ")), Set.of(second.split(" ")));
        List<Model> models = models(spec);
        try (PointerScope scope = new PointerScope()) {
            List<Batch> batches = batches(BATCH);
            List<Map<String, float[]>> gradients = new ArrayList<>();
            for (int i = 0; i < MEMBERS; i++) {
                Model model = models.get(i);
                model.requireGradients(trained);
                Outputs outputs = model.forward(batches.get(i), wanted, trained, null);
                for (int loss = 0; loss < reached.size(); loss++) {
                    Set<String> modules = reached.get(loss);
                    Tensor[] ends = modules.stream()
                            .flatMap(module -> model.parameters(module).values().stream())
                            .toArray(Tensor[]::new);
                    TensorArrayRefOptional only =
                            new TensorArrayRefOptional(new TensorArrayRef(new TensorVector(ends)));
                    outputs.of(wanted.get(loss))
                            .square()
                            .sum()
                            .backward(new Tensor(), new BoolOptional(true), false, only);
                }
                gradients.add(gradients(parameters(model)));
            }
            try (StackedModel stacked = new StackedModel(models, wanted)) {
                stacked.requireGradients(trained);
                StackedPass pass = stacked.forward(stacked(batches), wanted, trained);
                pass.backward(losses(pass.outputs().of("net")), reached.get(0), false);
                pass.backward(losses(pass.outputs().of("twice")), reached.get(1), true);
                for (int i = 0; i < MEMBERS; i++) {
                    assertAlike(member(gradients(parameters(stacked)), i), gradients.get(i));
                }
            }
        }
        models.forEach(Model::close);
    }

    private static Tensor losses(Tensor output) {
        return output.square().flatten(1, -1).sum(1);
    }

    /** Up to the rounding of sums, as a part of the largest number. */
    private static void assertAlike(Map<String, float[]> found, Map<String, float[]> expected) {
        assertThat(found).containsOnlyKeys(expected.keySet());
        expected.forEach((name, own) -> {
            double largest = IntStream.range(0, own.length)
                    .mapToDouble(i -> Math.abs(own[i]))
                    .max()
                    .orElse(0);
            assertThat(found.get(name)).as(name).containsExactly(own, Offset.offset((float) (1e-6 + 1e-4 * largest)));
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

    private static List<Batch> batches(int size) {
        return LongStream.range(0, MEMBERS).mapToObj(seed -> batch(seed, size)).toList();
    }

    private static Batch batch(long seed, int size) {
        Map<String, Tensor> values = new LinkedHashMap<>();
        try (Generator generator = Seeds.generator(seed)) {
            FIELDS.forEach((name, field) -> {
                Tensor value = torch.empty(field.shape().batched(size));
                value.uniform_(0, field.categorical() ? 4 : 1, new GeneratorOptional(generator));
                values.put(name, field.categorical() ? value.to(ScalarType.Long) : value);
            });
        }
        return new Batch(size, values);
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
        return new Batch(batches.get(0).size(), values);
    }

    private static Map<String, Tensor> parameters(Model model) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        model.spec().names().forEach(module -> model.parameters(module)
                .forEach((name, tensor) -> parameters.put(module + "/" + name, tensor)));
        return parameters;
    }

    private static Map<String, Tensor> parameters(StackedModel model) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        model.spec().names().forEach(module -> model.parameters(module)
                .forEach((name, tensor) -> parameters.put(module + "/" + name, tensor)));
        return parameters;
    }

    /** Of those parameters that have one. */
    private static Map<String, float[]> gradients(Map<String, Tensor> parameters) {
        Map<String, float[]> gradients = new LinkedHashMap<>();
        parameters.forEach((name, tensor) -> {
            if (tensor.grad().defined()) {
                gradients.put(name, TensorData.toFloats(tensor.grad()));
            }
        });
        return gradients;
    }

    private static Map<String, float[]> member(Map<String, float[]> all, int index) {
        Map<String, float[]> own = new LinkedHashMap<>();
        all.forEach((name, values) -> {
            int size = values.length / MEMBERS;
            own.put(name, Arrays.copyOfRange(values, index * size, (index + 1) * size));
        });
        return own;
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
