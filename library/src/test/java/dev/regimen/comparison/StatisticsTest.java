package dev.regimen.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final double Z = 1.959963984540054;

    /** The extra hours of sleep of ten patients, one drug minus the other: Student's own example (1908). */
    private static final double[] SLEEP = {1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4};

    @Test
    void findsStudentsIntervalAndProbability() {
        Estimate estimate = Statistics.mean(SLEEP);
        assertThat(estimate.mean()).isCloseTo(1.58, EXACT);
        assertThat(estimate.low()).isCloseTo(0.7001142, within(1e-7));
        assertThat(estimate.high()).isCloseTo(2.4598858, within(1e-7));
        assertThat(estimate.deviation()).isCloseTo(1.2299955, within(1e-7));
        assertThat(estimate.count()).isEqualTo(10);
        assertThat(Statistics.pValue(SLEEP)).isCloseTo(0.00283289, within(1e-8));
    }

    /** With one degree of freedom Student's distribution is Cauchy's, with two it is algebraic. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithTheClosedFormsForTwoAndThreeSeeds(long seed) {
        double[] two = new SplittableRandom(seed).doubles(2, -1, 2).toArray();
        assertThat(Statistics.pValue(two)).isCloseTo(1 - 2 / Math.PI * Math.atan(t(two)), EXACT);
        double[] three = new SplittableRandom(seed).doubles(3, -1, 2).toArray();
        double t = t(three);
        assertThat(Statistics.pValue(three)).isCloseTo(1 - t / Math.sqrt(2 + t * t), EXACT);
    }

    @Test
    void aDifferenceIsFoundExactlyWhereItsIntervalLeavesOutZero() {
        SplittableRandom random = new SplittableRandom(11);
        int found = 0;
        for (int i = 0; i < 200; i++) {
            double[] values = random.doubles(5, -1, 3).toArray();
            Estimate estimate = Statistics.mean(values);
            boolean apart = estimate.low() > 0 || estimate.high() < 0;
            assertThat(Statistics.pValue(values) < Statistics.ERROR).isEqualTo(apart);
            found += apart ? 1 : 0;
        }
        assertThat(found).isBetween(20, 180);
    }

    @Test
    void oneSeedHasNoIntervalAndNoProbability() {
        assertThat(Statistics.mean(new double[] {0.7})).isEqualTo(new Estimate(0.7, null, null, null, 1));
        assertThat(Statistics.pValue(new double[] {0.7})).isNaN();
    }

    @Test
    void valuesThatAreAllAlikeHaveAnIntervalWithoutWidth() {
        assertThat(Statistics.mean(new double[] {0.5, 0.5, 0.5})).isEqualTo(new Estimate(0.5, 0.5, 0.5, 0.0, 3));
    }

    /** Without a variance there is no t test; that all signs are the same is as likely as so many heads or tails. */
    @Test
    void differencesThatAreAllAlikeGoToTheSignTest() {
        assertThat(Statistics.pValue(new double[] {0.1, 0.1, 0.1, 0.1, 0.1})).isEqualTo(1.0 / 16);
        assertThat(Statistics.pValue(new double[] {-0.1, -0.1})).isEqualTo(0.5);
        assertThat(Statistics.pValue(new double[] {0, 0, 0})).isOne();
    }

    /** As when each seed is right about one test example more. */
    @Test
    void differencesThatAreAlikeButForRoundingAreAlike() {
        double[] differences = {0.9 - 0.8, 0.8 - 0.7, 0.7 - 0.6};
        assertThat(differences[0]).isNotEqualTo(differences[1]);
        assertThat(Statistics.pValue(differences)).isEqualTo(0.25);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void aDifferenceThatIsNotANumberLeavesNoProbability(double value) {
        assertThat(Statistics.pValue(new double[] {0.1, value, 0.3, 0.2, 0.1, 0.2}))
                .isNaN();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 5", "20, 20", "0, 5", "4, 5", "19, 20", "81, 263"})
    void agreesWithWilsonsFormula(int successes, int count) {
        double rate = (double) successes / count;
        double centre = (rate + Z * Z / (2 * count)) / (1 + Z * Z / count);
        double half = Z / (1 + Z * Z / count) * Math.sqrt(rate * (1 - rate) / count + Z * Z / (4.0 * count * count));
        Rate found = Statistics.rate(successes, count);
        assertThat(found.low()).isCloseTo(centre - half, EXACT);
        assertThat(found.high()).isCloseTo(centre + half, EXACT);
        assertThat(found.successes()).isEqualTo(successes);
        assertThat(found.count()).isEqualTo(count);
    }

    /** The example of Newcombe (1998): 81 of 263. */
    @Test
    void findsNewcombesInterval() {
        Rate rate = Statistics.rate(81, 263);
        assertThat(rate.low()).isCloseTo(0.2553, within(5e-5));
        assertThat(rate.high()).isCloseTo(0.3662, within(5e-5));
    }

    @Test
    void correctsStepByStepForTheNumberOfPairs() {
        assertThat(Statistics.holm(new double[] {0.01, 0.04, 0.03, 0.005}))
                .containsExactly(new double[] {0.03, 0.06, 0.06, 0.02}, EXACT);
        assertThat(Statistics.holm(new double[] {0.02})).containsExactly(0.02);
        assertThat(Statistics.holm(new double[] {0.6, 0.7})).containsExactly(1, 1);
        assertThat(Statistics.holm(new double[0])).isEmpty();
    }

    @Test
    void probabilitiesThatAreNotThereAreNotCorrectedFor() {
        assertThat(Statistics.holm(new double[] {Double.NaN, 0.02, Double.NaN, 0.01}))
                .containsExactly(Double.NaN, 0.02, Double.NaN, 0.02);
    }

    @Test
    void aMedianIsKnownWhereMoreThanHalfGotThere() {
        assertThat(Statistics.censoredMedian(Arrays.asList(null, 3.0, 1.0, null, 2.0)))
                .isEqualTo(3.0);
        assertThat(Statistics.censoredMedian(Arrays.asList(4.0, 1.0, 2.0, null)))
                .isEqualTo(3.0);
    }

    @Test
    void aMedianIsUnknownWhereHalfOrMoreDidNotGetThere() {
        assertThat(Statistics.censoredMedian(Arrays.asList(null, 1.0, null))).isNull();
        assertThat(Statistics.censoredMedian(Arrays.asList(null, 1.0, 2.0, null)))
                .isNull();
    }

    private static double t(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        int count = values.length;
        return Math.abs(mean) / Math.sqrt(squares / (count - 1) / count);
    }

    @ParameterizedTest
    @CsvSource({
        "accuracy, 0, 1",
        "reader.calibration-error, 0, 1",
        "cross-entropy, 0, 3",
        "brier-score, 0, 3",
        "character-error-rate, 0, 3",
        "mean-squared-error, 0, 3",
        "r-squared, -3, 3"
    })
    void anIntervalEndsWhereAMetricCannotBe(String metric, double low, double high) {
        assertThat(new Estimate(0, -3.0, 3.0, 1.0, 2).withinBoundsOf(metric))
                .isEqualTo(new Estimate(0, low, high, 1.0, 2));
    }
}
