package dev.regimen.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StackedBenchmarkTest {
    @ParameterizedTest
    @EnumSource
    void timesBoth(StackedCase one) {
        StackedBenchmark.Found found = StackedBenchmark.measure(one, 1, 1);
        assertThat(found.ratios()).hasSize(1);
        assertThat(found.median()).isPositive();
        assertThat(found.alone()).isPositive();
        assertThat(found.together()).isPositive();
    }
}
