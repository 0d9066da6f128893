package dev.regimen.study.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrowthFitTest {
    private static final double EXACT = 1e-6;

    @Test
    void findsALine() {
        GrowthFit fit = GrowthFit.of(GrowthLaw.LINEAR, values(modules -> 5_000 + 2_000 * (modules - 2)));
        assertThat(fit.growth()).isEqualTo(0.4, within(EXACT));
        assertThat(Math.exp(fit.level())).isEqualTo(5_000, within(0.1));
    }

    @Test
    void findsAFallingLineWithoutLeavingPositiveCosts() {
        GrowthFit fit = GrowthFit.of(GrowthLaw.LINEAR, values(modules -> 80_000 - 10_000 * (modules - 2)));
        assertThat(fit.growth()).isEqualTo(-0.125, within(EXACT));
    }

    @Test
    void findsAPower() {
        GrowthFit fit = GrowthFit.of(GrowthLaw.POLYNOMIAL, values(modules -> 300 * Math.pow(modules, 2.5)));
        assertThat(fit.growth()).isEqualTo(2.5, within(EXACT));
        assertThat(Math.exp(fit.level())).isEqualTo(300 * Math.pow(2, 2.5), within(0.01));
    }

    @Test
    void findsAnExponential() {
        GrowthFit fit = GrowthFit.of(GrowthLaw.EXPONENTIAL, values(modules -> 7 * Math.exp(0.8 * modules)));
        assertThat(fit.growth()).isEqualTo(0.8, within(EXACT));
        assertThat(Math.exp(fit.level())).isEqualTo(7 * Math.exp(1.6), within(EXACT));
    }

    @Test
    void theLawThatMadeTheCostsFitsBest() {
        List<GrowthFit.Value> values = values(modules -> 300 * Math.pow(modules, 2.5));
        double best = GrowthFit.of(GrowthLaw.POLYNOMIAL, values).criterion();
        assertThat(best)
                .isLessThan(GrowthFit.of(GrowthLaw.LINEAR, values).criterion() - 10)
                .isLessThan(GrowthFit.of(GrowthLaw.EXPONENTIAL, values).criterion() - 10);
    }

    /**
     * For costs of logarithms 0, 1, 2, 3, 5 at 1 to 5 modules: slope 12/10, squares of residuals 0.4, standard error
     * sqrt(0.4 / 3 / 10), Student's t with 3 degrees of freedom 3.18245.
     */
    @Test
    void hasTheIntervalAndTheCriterionOfARegression() {
        double[] logarithms = {0, 1, 2, 3, 5};
        GrowthFit fit = GrowthFit.of(
                GrowthLaw.EXPONENTIAL,
                IntStream.range(0, 5)
                        .mapToObj(i -> new GrowthFit.Value(i + 1.0, logarithms[i]))
                        .toList());
        double error = 3.182446 * Math.sqrt(0.4 / 3 / 10);
        assertThat(fit.growth()).isEqualTo(1.2, within(EXACT));
        assertThat(fit.low()).isEqualTo(1.2 - error, within(1e-5));
        assertThat(fit.high()).isEqualTo(1.2 + error, within(1e-5));
        assertThat(fit.criterion()).isEqualTo(5 * Math.log(0.4 / 5) + 6 + 24, within(EXACT));
    }

    /** One value rises and the next does not: the best line would be infinitely steep. */
    @ParameterizedTest
    @EnumSource
    void fitsWhatNoLawDescribes(GrowthLaw law) {
        GrowthFit fit = GrowthFit.of(
                law, List.of(new GrowthFit.Value(2, 9), new GrowthFit.Value(3, 14), new GrowthFit.Value(4, 13)));
        assertThat(fit.growth()).isPositive().isFinite();
        assertThat(fit.criterion()).isNull();
    }

    @Test
    void wantsMoreValuesThanNumbers() {
        assertThatThrownBy(() ->
                        GrowthFit.of(GrowthLaw.LINEAR, values(modules -> 1).subList(0, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a law of growth is fitted to at least 3 values, not 2");
    }

    private static List<GrowthFit.Value> values(DoubleUnaryOperator cost) {
        return IntStream.rangeClosed(2, 8)
                .mapToObj(modules -> new GrowthFit.Value(modules, Math.log(cost.applyAsDouble(modules))))
                .toList();
    }
}
