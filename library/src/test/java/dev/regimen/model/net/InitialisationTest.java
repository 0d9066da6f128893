package dev.regimen.model.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InitialisationTest {
    /** The standard deviation of a standard normal that is cut at two: √(1 - 4 φ(2) / (2 Φ(2) - 1)). */
    private static final double CUT = 0.87962566;

    private static final ConvStack LINES = new ConvStack(
            List.of(16, 16),
            5,
            null,
            2,
            null,
            null,
            List.of(50, 100),
            Optional.of(1),
            null,
            null,
            Activation.NONE,
            Initialisation.TRUNCATED_NORMAL,
            null);

    @Test
    void thePublishedReaderOfLinesHasItsParameters() {
        try (Built built = Built.of(LINES, List.of(Field.real(Shape.of(1, 28, 28))), 1)) {
            assertThat(built.weights().parameters().values())
                    .extracting(tensor -> tensor.numel())
                    .containsExactly(400L, 16L, 6_400L, 16L, 39_200L, 50L, 5_000L, 100L, 100L, 1L);
            assertThat(built.weights().parameters().values().stream()
                            .mapToLong(tensor -> tensor.numel())
                            .sum())
                    .isEqualTo(51_283);
        }
    }

    @Test
    void aTruncatedNormalKnowsChannelsOnlyAndBiasesAreZero() {
        try (Built built = Built.of(LINES, List.of(Field.real(Shape.of(1, 28, 28))), 1)) {
            Map<String, float[]> values = built.values();
            assertTruncatedNormal(values.get("convolution.0.kernel"), 1);
            assertTruncatedNormal(values.get("convolution.1.kernel"), 0.25);
            assertTruncatedNormal(values.get("hidden.0.weight"), 1 / 28.0);
            assertTruncatedNormal(values.get("hidden.1.weight"), 1 / Math.sqrt(50));
            assertThat(values.keySet())
                    .filteredOn(name -> name.endsWith("bias"))
                    .hasSize(5)
                    .allSatisfy(name -> {
                        for (float bias : values.get(name)) {
                            assertThat(bias).isZero();
                        }
                    });
        }
    }

    /** The authors' code divides by the root of the image's width, which it takes for the number of channels. */
    @Test
    void theFirstConvolutionMayHaveADeviationOfItsOwn() {
        double published = 1 / Math.sqrt(28);
        ConvStack net = new ConvStack(
                List.of(16, 16),
                5,
                null,
                2,
                null,
                null,
                null,
                Optional.empty(),
                null,
                null,
                null,
                Initialisation.TRUNCATED_NORMAL,
                Optional.of(published));
        try (Built built = Built.of(net, List.of(Field.real(Shape.of(1, 28, 28))), 1)) {
            assertTruncatedNormal(built.values().get("convolution.0.kernel"), published);
            assertTruncatedNormal(built.values().get("convolution.1.kernel"), 0.25);
        }
    }

    @Test
    void anotherActivationOfConvolutionsIsThatOfNoHiddenLayer() {
        assertThat(LINES.activation()).isEqualTo(Activation.RELU);
        assertThat(ConvStack.of(2, 4).convolutionActivation()).isEqualTo(Activation.RELU);
        ConvStack all = new ConvStack(
                List.of(4),
                null,
                null,
                null,
                null,
                null,
                null,
                Optional.of(2),
                Activation.TANH,
                null,
                null,
                null,
                null);
        assertThat(all.convolutionActivation()).isEqualTo(Activation.TANH);
    }

    /**
     * Bounds, mean, deviation and the part within one deviation, 0.6827 / 0.9545, within five standard errors or so.
     */
    private static void assertTruncatedNormal(float[] values, double deviation) {
        double[] scaled = new double[values.length];
        Arrays.setAll(scaled, i -> values[i] / deviation);
        double root = Math.sqrt((double) values.length);
        double square = Arrays.stream(scaled).map(x -> x * x).average().orElseThrow();
        double inside = Arrays.stream(scaled).filter(x -> Math.abs(x) < 1).count() / (double) values.length;
        assertThat(Arrays.stream(scaled).map(Math::abs).max().orElseThrow()).isBetween(1.9, 2.00001);
        assertThat(Arrays.stream(scaled).average().orElseThrow()).isEqualTo(0, within(4.5 / root));
        assertThat(Math.sqrt(square)).isEqualTo(CUT, within(2.5 / root));
        assertThat(inside).isEqualTo(0.71523, within(2.3 / root));
    }
}
