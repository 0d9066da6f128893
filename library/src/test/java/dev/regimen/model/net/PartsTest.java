package dev.regimen.model.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.Pass;
import dev.regimen.model.Weights;
import dev.regimen.torch.Seeds;
import dev.regimen.torch.TensorData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class PartsTest {
    @Test
    void dropoutKeepsTheExpectationAndDropsAtItsRate() {
        try (Generator generator = Seeds.generator(1);
                PointerScope scope = new PointerScope()) {
            Tensor dropped = new Dropout(0.3).apply(torch.ones(100_000), new Pass(true, generator));
            assertThat(TensorData.toDouble(dropped.mean())).isEqualTo(1, within(0.01));
            float[] values = TensorData.toFloats(dropped);
            int zeros = 0;
            for (float value : values) {
                assertThat(value == 0 || Math.abs(value - 1 / 0.7) < 1e-6).isTrue();
                zeros += value == 0 ? 1 : 0;
            }
            assertThat(zeros / 1e5).isEqualTo(0.3, within(0.01));
        }
    }

    @Test
    void dropoutGoesOnWhereASavedGeneratorWas() {
        try (Generator generator = Seeds.generator(2);
                PointerScope scope = new PointerScope()) {
            Dropout dropout = new Dropout(0.5);
            Tensor ones = torch.ones(64);
            dropout.apply(ones, new Pass(true, generator));
            Tensor state = generator.get_state();
            float[] next = TensorData.toFloats(dropout.apply(ones, new Pass(true, generator)));
            generator.set_state(state);
            assertThat(TensorData.toFloats(dropout.apply(ones, new Pass(true, generator))))
                    .containsExactly(next);
        }
    }

    @Test
    void batchNormTakesTheBatchsStatisticsInTrainingAndTheRunningOnesOtherwise() {
        try (Generator generator = Seeds.generator(3);
                Weights weights = new Weights(generator);
                PointerScope scope = new PointerScope()) {
            BatchNorm norm = BatchNorm.declare(weights, "norm", 2);
            Tensor input = TensorData.floats(new float[] {1, 10, 3, 30, 5, 20}, 3, 2); // means 3, 20; variances 4, 100
            Tensor trained = norm.apply(input, new Pass(true, generator));
            double deviation = Math.sqrt(8 / 3.0 + 1e-5);
            assertThat((double) TensorData.toFloats(trained)[0]).isEqualTo(-2 / deviation, within(1e-6));
            assertThat(TensorData.toFloats(norm.mean())).containsExactly(new float[] {0.3f, 2f}, within(1e-6f));
            assertThat(TensorData.toFloats(norm.variance())).containsExactly(new float[] {1.3f, 10.9f}, within(1e-6f));
            Tensor evaluated = norm.apply(input, Pass.EVALUATION);
            assertThat((double) TensorData.toFloats(evaluated)[0])
                    .isEqualTo((1 - 0.3) / Math.sqrt(1.3 + 1e-5), within(1e-6));
            assertThat(TensorData.toFloats(norm.mean())).containsExactly(new float[] {0.3f, 2f}, within(1e-6f));
        }
    }

    @Test
    void initialWeightsFillTheRangeOfTheirFanIn() {
        List<Field> image = List.of(Field.real(Shape.of(4, 8, 8)));
        try (Built built = Built.of(ConvStack.of(10, 64), image, 4)) {
            assertRange(built.values(), "convolution.0.kernel", 1 / Math.sqrt(4 * 9));
            assertRange(built.values(), "outputs.weight", 1 / Math.sqrt(64 * 16));
        }
    }

    private static void assertRange(Map<String, float[]> values, String name, double bound) {
        float least = 0;
        float greatest = 0;
        for (float value : values.get(name)) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        assertThat((double) least).isBetween(-bound, -0.95 * bound);
        assertThat((double) greatest).isBetween(0.95 * bound, bound);
    }

    @Test
    void convolutionsInChannelsLastEqualTheSumsTheyStandFor() {
        ConvStack net =
                new ConvStack(List.of(3), null, null, 1, null, null, null, Optional.empty(), Activation.NONE, null);
        for (int channels : new int[] {1, 2}) {
            List<Field> image = List.of(Field.real(Shape.of(channels, 4, 5)));
            try (Built built = Built.of(net, image, 5);
                    PointerScope scope = new PointerScope()) {
                List<Tensor> inputs = Built.inputs(image, 1, 6);
                float[] pixels = TensorData.toFloats(inputs.get(0));
                float[] found = TensorData.toFloats(built.evaluate(inputs));
                for (int i = 0; i < found.length; i++) {
                    double expected = sum(built.values(), pixels, channels, i / 20, i / 5 % 4, i % 5);
                    assertThat((double) found[i]).isEqualTo(expected, within(1e-5));
                }
            }
        }
    }

    /** One number of a 3 x 3 convolution with padding over images of 4 x 5. */
    private static double sum(
            Map<String, float[]> weights, float[] pixels, int channels, int out, int row, int column) {
        double sum = weights.get("convolution.0.bias")[out];
        for (int channel = 0; channel < channels; channel++) {
            for (int k = 0; k < 9; k++) {
                int y = row + k / 3 - 1;
                int x = column + k % 3 - 1;
                if (y >= 0 && y < 4 && x >= 0 && x < 5) {
                    float kernel = weights.get("convolution.0.kernel")[(out * channels + channel) * 9 + k];
                    sum += kernel * pixels[(channel * 4 + y) * 5 + x];
                }
            }
        }
        return sum;
    }

    @Test
    void nativeMemoryStaysFlatOverManyPasses() {
        List<Field> image = List.of(Field.real(Shape.of(1, 8, 8)));
        List<Field> sequence = List.of(Field.real(Shape.of(8, 4)));
        ConvStack convolutions =
                new ConvStack(List.of(8, 8), null, null, null, true, true, List.of(16), Optional.of(10), null, 0.2);
        Recurrent recurrent = new Recurrent(Cell.LSTM, 8, 2, true, null, Optional.of(10), 0.2);
        try (Built first = Built.of(convolutions, image, 7);
                Built second = Built.of(recurrent, sequence, 8);
                Generator generator = Seeds.generator(9)) {
            passes(200, first, image, generator);
            passes(200, second, sequence, generator);
            long objects = Pointer.totalCount();
            long resident = Pointer.physicalBytes();
            passes(600, first, image, generator);
            passes(600, second, sequence, generator);
            assertThat(Pointer.totalCount()).isLessThanOrEqualTo(objects);
            // A pass makes 100 kB of tensors and more: had it kept them, that would be 60 MB by now.
            assertThat(Pointer.physicalBytes() - resident).isLessThan(20_000_000);
        }
    }

    private static void passes(int count, Built built, List<Field> fields, Generator generator) {
        try (PointerScope outer = new PointerScope()) {
            List<Tensor> inputs = Built.inputs(fields, 16, 10);
            for (int i = 0; i < count; i++) {
                try (PointerScope scope = new PointerScope()) {
                    Tensor output = built.layer().forward(inputs, new Pass(true, generator));
                    output.square().mean().backward();
                }
            }
        }
    }
}
