package dev.regimen.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.torch.TensorData;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NormaliserTest {
    private static final int SIZE = 2_500;

    @Test
    void standardisesEveryChannelByItself() {
        try (Dataset images = images(1, SIZE)) {
            Normaliser.fit(Normalisation.STANDARDISE, images, List.of("x")).apply(images);
            for (int channel = 0; channel < 3; channel++) {
                double[] values = channel(images, channel);
                assertThat(mean(values)).isCloseTo(0, within(1e-4));
                // The last channel is constant.
                assertThat(mean(squares(values))).isCloseTo(channel == 2 ? 0 : 1, within(1e-4));
            }
        }
    }

    @Test
    void bringsEveryChannelToTheUnitRange() {
        try (Dataset images = images(1, SIZE)) {
            Normaliser.fit(Normalisation.UNIT_RANGE, images, List.of("x")).apply(images);
            for (int channel = 0; channel < 2; channel++) {
                assertThat(channel(images, channel)).contains(0, 1);
                for (double value : channel(images, channel)) {
                    assertThat(value).isBetween(0.0, 1.0);
                }
            }
            assertThat(channel(images, 2)).containsOnly(0);
        }
    }

    @Test
    void usesTheStatisticsOfTheTrainingPartAlone() {
        try (Parts parts = new Parts(table(0, 2, 4), table(4), table(-2))) {
            parts.normalise(Normaliser.fit(Normalisation.UNIT_RANGE, parts.training(), List.of("x")));
            assertThat(numbers(parts.training())).containsExactly(0, 0.5f, 1);
            assertThat(numbers(parts.validation())).containsExactly(1);
            assertThat(numbers(parts.test())).containsExactly(-0.5f);
        }
    }

    /** Mean 2 and population variance 8/3 of 0, 2, 4. */
    @Test
    void standardisesSingleNumbers() {
        try (Dataset numbers = table(0, 2, 4)) {
            Normaliser.fit(Normalisation.STANDARDISE, numbers, List.of("x")).apply(numbers);
            float one = (float) (2 / Math.sqrt(8 / 3.0));
            assertThat(numbers(numbers)).containsExactly(new float[] {-one, 0, one}, within(1e-6f));
        }
    }

    @Test
    void canLeaveEverythingAsItIs() {
        try (Dataset numbers = table(0, 2, 4)) {
            Normaliser.fit(Normalisation.NONE, numbers, List.of("x")).apply(numbers);
            assertThat(numbers(numbers)).containsExactly(0, 2, 4);
        }
    }

    private static Dataset table(float... values) {
        return new Dataset(Map.of("x", Field.real(Shape.of())), Map.of("x", TensorData.floats(values, values.length)));
    }

    /** {@code [size, 3, 1, 2]}: channels of different place and width, the last constant. */
    private static Dataset images(long seed, int size) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[size * 6];
        for (int i = 0; i < values.length; i++) {
            int channel = i / 2 % 3;
            values[i] = channel == 2 ? 7 : (float) (100 * channel + random.nextDouble() * (channel + 1));
        }
        return new Dataset(
                Map.of("x", Field.real(Shape.of(3, 1, 2))), Map.of("x", TensorData.floats(values, size, 3, 1, 2)));
    }

    private static float[] numbers(Dataset data) {
        return TensorData.toFloats(data.column("x"));
    }

    private static double[] channel(Dataset images, int channel) {
        float[] values = numbers(images);
        double[] own = new double[values.length / 3];
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            if (i / 2 % 3 == channel) {
                own[next++] = values[i];
            }
        }
        return own;
    }

    private static double mean(double[] values) {
        return java.util.Arrays.stream(values).average().orElseThrow();
    }

    private static double[] squares(double[] values) {
        return java.util.Arrays.stream(values).map(value -> value * value).toArray();
    }
}
