package dev.regimen.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RatioTest {
    @Test
    void takesTheMedianOfPairsAndNotTheRatioOfMedians() {
        Ratio ratio = Ratio.of(new double[] {2, 40, 3}, new double[] {1, 10, 3});
        assertThat(ratio.median()).isEqualTo(2);
        assertThat(ratio.low()).isEqualTo(1);
        assertThat(ratio.high()).isEqualTo(4);
    }

    /** Ranks 4 and 12 of 15: table of the sign test, 96.5 %. */
    @Test
    void leavesOutWhatTheSignTestAllows() {
        double[] theirs = IntStream.rangeClosed(1, 15).asDoubleStream().toArray();
        double[] ones = new double[15];
        Arrays.fill(ones, 1);
        Ratio ratio = Ratio.of(theirs, ones);
        assertThat(ratio.median()).isEqualTo(8);
        assertThat(ratio.low()).isEqualTo(4);
        assertThat(ratio.high()).isEqualTo(12);
        assertThat(ratio.confidence()).isCloseTo(0.965, within(1e-3));
    }

    @Test
    void saysThatFewRoundsAreNotEnough() {
        double[] same = {1, 1, 1, 1, 1};
        assertThat(Ratio.of(same, same).confidence()).isCloseTo(0.9375, within(1e-9));
        assertThat(Ratio.of(new double[] {1}, new double[] {1}).confidence()).isZero();
    }

    @Test
    void refusesRoundsWithoutACounterpart() {
        assertThatThrownBy(() -> Ratio.of(new double[] {1, 2}, new double[] {1}))
                .hasMessage("rounds come in pairs, not 2 beside 1");
    }
}
