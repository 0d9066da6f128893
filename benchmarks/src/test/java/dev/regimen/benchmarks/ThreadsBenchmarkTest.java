package dev.regimen.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThreadsBenchmarkTest {
    /** Fails by itself if a repetition ends with other weights. */
    @ParameterizedTest
    @EnumSource(Workload.class)
    void timesBothAndFindsTheSameBits(Workload workload) {
        ThreadsBenchmark.Found found = ThreadsBenchmark.measure(workload, 3, 2, 2);
        assertThat(found.ratios()).hasSize(2).allMatch(ratio -> ratio > 0).isSorted();
        assertThat(found.one()).isPositive();
        assertThat(found.several()).isPositive();
    }
}
