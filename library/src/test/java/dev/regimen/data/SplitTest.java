package dev.regimen.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SplitTest {
    static Stream<Arguments> cases() {
        SplittableRandom random = new SplittableRandom(2);
        return IntStream.range(0, 40)
                .mapToObj(i -> Arguments.of(
                        random.nextLong(20, 500),
                        new SplitFractions(random.nextDouble(0.05, 0.45), random.nextDouble(0.05, 0.45)),
                        random.nextLong()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void thePartsAreDisjointAndTogetherAll(long size, SplitFractions fractions, long seed) {
        Split split = Split.of(size, fractions, seed);
        assertThat(sorted(split.training(), split.validation(), split.test()))
                .containsExactly(LongStream.range(0, size).toArray());
        assertThat((double) split.validation().length)
                .isBetween(size * fractions.validation() - 0.5, size * fractions.validation() + 0.5);
        assertThat((double) split.test().length)
                .isBetween(size * fractions.test() - 0.5, size * fractions.test() + 0.5);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void withoutATestPartTheOthersAreAll(long size, SplitFractions fractions, long seed) {
        Split split = Split.withoutTest(size, fractions, seed);
        assertThat(split.test()).isEmpty();
        assertThat(sorted(split.training(), split.validation()))
                .containsExactly(LongStream.range(0, size).toArray());
    }

    @Test
    void theSeedFixesIt() {
        Split one = Split.of(100, SplitFractions.standard(), 1);
        assertThat(Split.of(100, SplitFractions.standard(), 1).training()).isEqualTo(one.training());
        assertThat(Split.of(100, SplitFractions.standard(), 2).training()).isNotEqualTo(one.training());
    }

    @Test
    void refusesFractionsThatLeaveNothing() {
        assertThatThrownBy(() -> new SplitFractions(0.5, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("split has validation: 0.5 and test: 0.5, expected two numbers above 0 that leave something"
                        + " of 1 for training");
        assertThatThrownBy(() -> new SplitFractions(0.0, 0.5)).hasMessageContaining("validation: 0.0");
        assertThatThrownBy(() -> new SplitFractions(0.1, Double.NaN)).hasMessageContaining("test: NaN");
    }

    @Test
    void refusesTooFewExamples() {
        assertThatThrownBy(() -> Split.of(3, SplitFractions.standard(), 1))
                .isInstanceOf(DataException.class)
                .hasMessage("3 examples are too few to be split: with validation 0.15 and test 0.2 there would be 2 to"
                        + " train on, 0 for validation and 1 for the test");
    }

    private static long[] sorted(long[]... parts) {
        return Stream.of(parts).flatMapToLong(LongStream::of).sorted().toArray();
    }
}
