package dev.regimen.model.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.regimen.data.Shape;
import dev.regimen.model.Pass;
import dev.regimen.model.Weights;
import dev.regimen.torch.ImageLayout;
import dev.regimen.torch.Seeds;
import dev.regimen.torch.TensorData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BlockedLayoutTest {
    private static final Shape IMAGE = Shape.of(3, 11, 13);
    private static final int BATCH = 4;

    @BeforeAll
    static void needsBlocks() {
        assumeTrue(ImageLayout.current() == ImageLayout.BLOCKED, "images do not lie in blocks here");
    }

    static Stream<ConvStack> nets() {
        return Stream.of(
                net(Padding.SAME, 2, false, false, Activation.RELU),
                net(Padding.NONE, 2, false, false, Activation.RELU),
                net(Padding.SAME, 3, false, false, Activation.RELU),
                net(Padding.SAME, 1, false, false, Activation.RELU),
                net(Padding.SAME, 2, false, false, Activation.NONE),
                net(Padding.SAME, 2, true, false, Activation.RELU),
                net(Padding.SAME, 2, false, true, Activation.RELU),
                net(Padding.SAME, 1, true, true, Activation.RELU),
                net(3, Padding.SAME, 2, false, true, Activation.RELU)); // added to its own input as it is
    }

    private static ConvStack net(Padding padding, int pool, boolean norm, boolean residual, Activation activation) {
        return net(5, padding, pool, norm, residual, activation);
    }

    private static ConvStack net(
            int channels, Padding padding, int pool, boolean norm, boolean residual, Activation activation) {
        return new ConvStack(
                List.of(channels, 8), 3, padding, pool, norm, residual, null, Optional.empty(), activation, null);
    }

    @ParameterizedTest
    @MethodSource("nets")
    void givesWhatTheOtherLayoutGives(ConvStack net) {
        try (Generator generator = Seeds.generator(1);
                Weights weights = new Weights(generator);
                PointerScope scope = new PointerScope()) {
            List<ConvBlock> blocks = net.blocks(IMAGE, weights);
            Pass training = new Pass(true, generator);
            Tensor images = drawn(generator, IMAGE.batched(BATCH));
            Tensor slopes = drawn(generator, blocks.get(1).output().batched(BATCH));
            Map<String, float[]> expected = learned(blocks, weights, images, slopes, training, false);
            assertSame(learned(blocks, weights, images, slopes, training, true), expected);
            try (NoGradGuard guard = new NoGradGuard()) {
                assertClose(
                        TensorData.toFloats(ConvStack.convolve(blocks, images, Pass.EVALUATION, true)),
                        TensorData.toFloats(ConvStack.convolve(blocks, images, Pass.EVALUATION, false)));
            }
        }
    }

    /** What comes out, and all gradients and buffers after one step from buffers of zeros and ones. */
    private static Map<String, float[]> learned(
            List<ConvBlock> blocks, Weights weights, Tensor images, Tensor slopes, Pass pass, boolean blocked) {
        Tensor inputs = images.detach().clone().requires_grad_(true);
        weights.parameters()
                .values()
                .forEach(parameter -> parameter.mutable_grad().reset());
        weights.buffers().forEach((name, buffer) -> buffer.copy_(torch.full_like(buffer, one(name))));
        Tensor result = ConvStack.convolve(blocks, inputs, pass, blocked);
        result.mul(slopes).sum().backward();
        Map<String, float[]> numbers = new LinkedHashMap<>();
        numbers.put("result", TensorData.toFloats(result.detach()));
        numbers.put("images", TensorData.toFloats(inputs.grad()));
        weights.parameters().forEach((name, parameter) -> numbers.put(name, TensorData.toFloats(parameter.grad())));
        weights.buffers().forEach((name, buffer) -> numbers.put(name, TensorData.toFloats(buffer.clone())));
        return numbers;
    }

    private static Scalar one(String buffer) {
        return new Scalar(buffer.endsWith("var") ? 1 : 0);
    }

    private static void assertSame(Map<String, float[]> actual, Map<String, float[]> expected) {
        assertThat(actual).containsOnlyKeys(expected.keySet());
        expected.forEach((name, numbers) -> assertClose(actual.get(name), numbers));
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(actual).containsExactly(expected, within(2e-4f));
    }

    private static Tensor drawn(Generator generator, long... shape) {
        return torch.randn(shape, new GeneratorOptional(generator));
    }

    @Test
    void isForManyNumbersThatItsOperatorsKnow() {
        ConvStack relu = net(Padding.SAME, 2, false, false, Activation.RELU);
        assertThat(suits(relu, 1000, Pass.EVALUATION)).isTrue();
        assertThat(suits(relu, 100, Pass.EVALUATION)).isFalse();
        assertThat(suits(net(Padding.SAME, 2, false, false, Activation.GELU), 1000, Pass.EVALUATION))
                .isFalse();
    }

    /** oneDNN has no gradient of that, but such a module may stand behind one that learns. */
    @Test
    void isNotForAFrozenBatchNormBehindWhatLearns() {
        ConvStack norm = net(Padding.SAME, 2, true, false, Activation.RELU);
        assertThat(suits(norm, 1000, Pass.EVALUATION)).isFalse();
        try (Generator generator = Seeds.generator(2);
                NoGradGuard guard = new NoGradGuard()) {
            assertThat(suits(norm, 1000, Pass.EVALUATION)).isTrue();
            assertThat(suits(norm, 1000, new Pass(true, generator))).isTrue();
        }
    }

    /** oneDNN would make ordinary numbers of them, and nobody would see that a training diverged. */
    @ParameterizedTest
    @MethodSource("nets")
    void isNotForWhatMayNotBeFinite(ConvStack net) {
        try (Generator generator = Seeds.generator(3);
                Weights weights = new Weights(generator);
                PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            List<ConvBlock> blocks = net.blocks(IMAGE, weights);
            Pass training = new Pass(true, generator);
            Tensor images = drawn(generator, IMAGE.batched(2000));
            for (Pass pass : List.of(Pass.EVALUATION, training)) {
                assertThat(BlockedLayout.suits(images, blocks, pass)).isTrue();
                for (double value : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 1e38}) {
                    Tensor spoilt = images.clone();
                    spoilt.view(-1).narrow(0, 7, 1).fill_(new Scalar(value));
                    assertThat(BlockedLayout.suits(spoilt, blocks, pass)).isFalse();
                }
                weights.parameters().forEach((name, parameter) -> {
                    Tensor number = parameter.select(0, 1);
                    Tensor before = number.clone();
                    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, -1e38}) {
                        number.fill_(new Scalar(value));
                        assertThat(BlockedLayout.suits(images, blocks, pass))
                                .as(name)
                                .isFalse();
                    }
                    number.copy_(before);
                });
            }
            weights.buffers().forEach((name, buffer) -> {
                Tensor before = buffer.clone();
                buffer.fill_(new Scalar(Double.NaN));
                assertThat(BlockedLayout.suits(images, blocks, Pass.EVALUATION))
                        .as(name)
                        .isFalse();
                buffer.copy_(before);
            });
        }
    }

    private static boolean suits(ConvStack net, int batch, Pass pass) {
        try (Generator generator = Seeds.generator(1);
                Weights weights = new Weights(generator);
                PointerScope scope = new PointerScope()) {
            Tensor images = torch.zeros(IMAGE.batched(batch));
            return BlockedLayout.suits(images, net.blocks(IMAGE, weights), pass);
        }
    }
}
