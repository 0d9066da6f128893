package dev.regimen.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.optimizer.Reference.Memory;
import dev.regimen.torch.TensorData;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerEquationsTest {
    private static final int STEPS = 60;

    @ParameterizedTest
    @MethodSource("dev.regimen.optimizer.OptimizerCase#all")
    void followsItsEquations(OptimizerCase optimizer) {
        followsItsEquations(optimizer, true);
    }

    /** Fused operators run through memory without a look at strides, which would mix up the numbers. */
    @ParameterizedTest
    @MethodSource("dev.regimen.optimizer.OptimizerCase#all")
    void followsItsEquationsWithGradientsInAnotherLayout(OptimizerCase optimizer) {
        followsItsEquations(optimizer, false);
    }

    private static void followsItsEquations(OptimizerCase optimizer, boolean likeParameter) {
        try (ParameterFixture fixture = ParameterFixture.create(7);
                Updater updater = optimizer.settings().updater(fixture.parameters())) {
            Map<String, double[]> expected = new HashMap<>();
            Map<String, Memory[]> memories = new HashMap<>();
            fixture.parameters().forEach((name, parameter) -> {
                expected.put(name, doubles(parameter));
                memories.put(name, memories(parameter));
            });
            for (int step = 0; step < STEPS; step++) {
                double rate = 0.01 * (1 + step % 4);
                try (PointerScope scope = new PointerScope()) {
                    fixture.differentiate(step, likeParameter);
                    fixture.parameters()
                            .forEach((name, parameter) ->
                                    move(optimizer, expected.get(name), gradient(parameter), memories.get(name), rate));
                    updater.step(rate);
                }
            }
            expected.forEach(
                    (name, numbers) -> assertThat(doubles(fixture.parameters().get(name)))
                            .as(name)
                            .usingComparatorWithPrecision(5e-6)
                            .containsExactly(numbers));
        }
    }

    /** What a convolution's backward pass gives to a channels-last kernel. */
    @ParameterizedTest
    @MethodSource("dev.regimen.optimizer.OptimizerCase#all")
    void movesAKernelByWhatABackwardPassAccumulates(OptimizerCase optimizer) {
        try (ParameterFixture fixture = ParameterFixture.create(7);
                Updater updater = optimizer.settings().updater(fixture.parameters());
                PointerScope scope = new PointerScope()) {
            Tensor kernel = fixture.parameters().get("reader/kernel");
            Tensor output = torch.conv2d(torch.rand(2, 3, 5, 5), kernel);
            output.mul(output).sum().backward();
            double[] expected = doubles(kernel);
            move(optimizer, expected, gradient(kernel), memories(kernel), 0.001);
            updater.step(0.001);
            assertThat(doubles(kernel)).usingComparatorWithPrecision(5e-6).containsExactly(expected);
        }
    }

    /**
     * The variance of a steady gradient is zero but for rounding, which must not become the root of a negative number.
     */
    @Test
    void centeredRmsPropStandsASteadyGradient() {
        float[] steady = new float[64];
        for (int i = 0; i < steady.length; i++) {
            steady[i] = 0.1f + 0.37f * i;
        }
        try (Tensor parameter = TensorData.floats(new float[64], 64);
                Updater updater = new RmsPropSettings(null, 0.9, null, null, true, null, null, null)
                        .updater(Map.of("module/steady", parameter));
                PointerScope scope = new PointerScope()) {
            parameter.mutable_grad().put(TensorData.floats(steady, 64));
            for (int step = 0; step < 500; step++) {
                updater.step(1e-12);
            }
            assertThat(TensorData.toFloats(parameter)).doesNotContain(Float.NaN);
        }
    }

    private static void move(
            OptimizerCase optimizer, double[] numbers, float[] gradient, Memory[] memory, double rate) {
        for (int i = 0; i < gradient.length; i++) {
            numbers[i] = optimizer.rule().move(numbers[i], gradient[i], memory[i], rate);
        }
    }

    /** Nothing where there is no gradient, so that nothing is expected to move. */
    private static float[] gradient(Tensor parameter) {
        Tensor gradient = parameter.grad();
        return gradient.defined() ? TensorData.toFloats(gradient) : new float[0];
    }

    private static Memory[] memories(Tensor parameter) {
        return Stream.generate(Memory::new).limit(parameter.numel()).toArray(Memory[]::new);
    }

    private static double[] doubles(Tensor tensor) {
        float[] floats = TensorData.toFloats(tensor);
        double[] doubles = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            doubles[i] = floats[i];
        }
        return doubles;
    }
}
