package dev.regimen.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PeakBenchmarkTest {
    @Test
    void measuresBoth() {
        PeakBenchmark.Found found = PeakBenchmark.measure(2, 1);
        assertThat(found.parts()).singleElement().satisfies(part -> assertThat(part)
                .isPositive());
        assertThat(found.peak()).isPositive();
        assertThat(found.steps()).isPositive();
    }

    /** Counted by hand: two convolutions and two products, of which the first convolution has one way back less. */
    @Test
    void countsWhatAStepComputes() {
        double first = 2.0 * 9 * 16 * 26 * 26;
        double second = 2.0 * 9 * 16 * 32 * 11 * 11;
        double products = 2.0 * (800 * 128 + 128 * 10);
        assertThat(PeakBenchmark.operations()).isCloseTo(2 * first + 3 * (second + products), within(0.01 * first));
    }
}
