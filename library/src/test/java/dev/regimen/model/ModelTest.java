package dev.regimen.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.net.Concatenate;
import dev.regimen.model.net.ConvStack;
import dev.regimen.model.net.Mlp;
import dev.regimen.torch.Natives;
import dev.regimen.torch.Seeds;
import dev.regimen.torch.TensorData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class ModelTest {
    private static final Map<String, Field> FIELDS = Map.of(
            "image", Field.real(Shape.of(1, 8, 8).repeated("digits", 3)),
            "hint", Field.real(Shape.of(2).repeated("digits", 3)),
            "price", Field.real(Shape.of()));

    private static final ModelSpec SPEC = ModelSpec.of(
            ModuleSpec.of("reader", "image", ConvStack.of(4, 8)).each("digits"),
            ModuleSpec.of("adder", "reader", Mlp.of(5, 6)),
            ModuleSpec.of("decoder", "reader", Mlp.of(7)));

    @Test
    void eachItemIsSeenByItselfWithTheSameWeights() {
        try (Model model = SPEC.create(FIELDS, 1);
                PointerScope scope = new PointerScope()) {
            assertThat(model.fields().get("reader").shape()).hasToString("[digits=3, 4]");
            Tensor images = images(2);
            float[] together = values(model, images, "reader");
            for (int digit = 0; digit < 3; digit++) {
                Tensor alone = images.narrow(1, digit, 1).expand(2, 3, 1, 8, 8);
                float[] apart = values(model, alone, "reader");
                for (int example = 0; example < 2; example++) {
                    for (int i = 0; i < 4; i++) {
                        int at = example * 12 + digit * 4 + i;
                        assertThat(together[at]).isEqualTo(apart[at], within(1e-6f));
                    }
                }
            }
        }
    }

    @Test
    void onlyWhatIsNeededIsComputed() {
        try (Model model = SPEC.create(FIELDS, 1);
                PointerScope scope = new PointerScope()) {
            Batch batch = new Batch(2, Map.of("image", images(2)));
            assertThat(model.evaluate(batch, List.of("adder")).values()).containsOnlyKeys("reader", "adder");
            assertThat(model.evaluate(batch, List.of("adder")).of("adder").requires_grad())
                    .isFalse();
        }
    }

    @Test
    void aSeedFixesAllWeightsAndThoseOfAModuleDoNotDependOnItsNeighbours() {
        ModelSpec alone = ModelSpec.of(SPEC.module("reader"));
        try (Model first = SPEC.create(FIELDS, 1);
                Model same = SPEC.create(FIELDS, 1);
                Model other = SPEC.create(FIELDS, 2);
                Model less = alone.create(FIELDS, 1)) {
            weights(first).forEach((name, numbers) -> {
                assertThat(weights(same).get(name)).containsExactly(numbers);
                assertThat(weights(other).get(name)).isNotEqualTo(numbers);
            });
            weights(less).forEach((name, numbers) -> assertThat(weights(first).get(name))
                    .containsExactly(numbers));
        }
    }

    @Test
    void reinitialisingDrawsAModuleAnewAndLeavesTheOthers() {
        try (Model model = SPEC.create(FIELDS, 1);
                Model again = SPEC.create(FIELDS, 1)) {
            Map<String, float[]> before = weights(model);
            model.reinitialise("adder");
            again.reinitialise("adder");
            weights(model).forEach((name, numbers) -> {
                assertThat(weights(again).get(name)).containsExactly(numbers);
                if (name.startsWith("adder/")) {
                    assertThat(numbers).isNotEqualTo(before.get(name));
                } else {
                    assertThat(numbers).containsExactly(before.get(name));
                }
            });
        }
    }

    @Test
    void gradientsReachTheModulesThatAreTrainedThroughThoseThatAreNot() {
        try (Model model = SPEC.create(FIELDS, 1);
                Generator generator = Seeds.generator(2);
                PointerScope scope = new PointerScope()) {
            model.requireGradients(Set.of("reader"));
            Batch batch = new Batch(2, Map.of("image", images(2)));
            Outputs outputs = model.forward(batch, List.of("adder"), Set.of("reader"), generator);
            outputs.of("adder").square().sum().backward();
            assertThat(model.parameters("reader").values())
                    .allMatch(parameter -> parameter.grad().defined());
            assertThat(model.parameters("adder").values())
                    .noneMatch(parameter -> parameter.grad().defined());
        }
    }

    @Test
    void sizesAndOperationsAreCountedForEveryItem() {
        try (Model model = SPEC.create(FIELDS, 1)) {
            assertThat(model.parameterCount("reader")).isEqualTo(8 * 9 + 8 + 8 * 16 * 4 + 4);
            assertThat(model.flops("reader")).isEqualTo(3 * 2.0 * (8 * 9 * 64 + 8 * 16 * 4));
            assertThat(model.parameterCount("adder")).isEqualTo(12 * 6 + 6 + 6 * 5 + 5);
        }
    }

    @Test
    void whatDoesNotFitIsNamedWithItsShapes() {
        refused(ModuleSpec.of("m", "imgae", Mlp.of(2)))
                .hasMessage(
                        "module 'm' reads 'imgae': unknown field or module 'imgae'; did you mean 'image'? Known are:"
                                + " hint, image, price");
        refused(ModuleSpec.of("m", "image", ConvStack.of(2, 4)))
                .hasMessage(
                        "module 'm' cannot read image (real [digits=3, 1, 8, 8]): conv-stack needs [channels, height,"
                                + " width], but got [digits=3, 1, 8, 8]");
        refused(ModuleSpec.of("m", "image", Mlp.of(2)).each("digit"))
                .hasMessage("module 'm' wants each of 'digit', but reads image (real [digits=3, 1, 8, 8]): unknown axis"
                        + " 'digit'; did you mean 'digits'? Known are: digits");
        refused(ModuleSpec.of("m", "price", Mlp.of(2)).each("digits"))
                .hasMessage(
                        "module 'm' wants each of 'digits', but reads price (a real number): unknown axis 'digits'; there are"
                                + " none");
        refused(ModuleSpec.of("price", "image", Mlp.of(2)))
                .hasMessage("module 'price' has the name of a field of the examples; give it another");
    }

    @Test
    void severalInputsAreReadItemByItem() {
        ModuleSpec joined = new ModuleSpec("m", List.of("hint", "hint"), Optional.of("digits"), new Concatenate());
        try (Model model = ModelSpec.of(joined).create(FIELDS, 1)) {
            assertThat(model.fields().get("m").shape()).hasToString("[digits=3, 4]");
        }
        Map<String, Field> fields = new LinkedHashMap<>(FIELDS);
        fields.put("few", Field.real(Shape.of(2).repeated("digits", 2)));
        ModuleSpec uneven = new ModuleSpec("m", List.of("hint", "few"), Optional.of("digits"), new Concatenate());
        assertThatThrownBy(() -> ModelSpec.of(uneven).create(fields, 1))
                .hasMessage("module 'm' wants each of 'digits', but reads hint (real [digits=3, 2]) and few (real"
                        + " [digits=2, 2]), which have not as many of them");
        refused(new ModuleSpec("m", List.of("hint", "price"), Optional.of("digits"), new Concatenate()))
                .hasMessageEndingWith("and price (a real number); all of them must have that axis");
    }

    @Test
    void aNetThatLosesTheBatchIsFoundAtOnce() {
        Net sum = (inputs, weights) -> (values, pass) -> values.get(0).sum();
        refused(ModuleSpec.of("m", "hint", sum))
                .hasMessageEndingWith("the net gives [] for a batch of 2; the first axis must stay the batch");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ModuleSpec module) {
        return assertThatThrownBy(() -> ModelSpec.of(module).create(FIELDS, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Tensor images(int batch) {
        Natives.load();
        return torch.arange(new Scalar(batch * 192.0)).sin().reshape(batch, 3, 1, 8, 8);
    }

    private static float[] values(Model model, Tensor images, String module) {
        Batch batch = new Batch((int) images.size(0), Map.of("image", images));
        return TensorData.toFloats(model.evaluate(batch, List.of(module)).of(module));
    }

    private static Map<String, float[]> weights(Model model) {
        Map<String, float[]> weights = new LinkedHashMap<>();
        model.weights().forEach((name, tensor) -> weights.put(name, TensorData.toFloats(tensor)));
        return weights;
    }
}
