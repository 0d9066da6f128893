package dev.regimen.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryFlatTest {
    @Test
    void looksTwice() {
        MemoryFlat.Growth growth = MemoryFlat.measure(Workload.MLP_64, 2, 6);
        assertThat(growth.early()).isGreaterThan(10_000_000);
        assertThat(growth.late()).isGreaterThan(10_000_000);
    }

    @Test
    void theRatioIsThatOfTheLaterSizeToTheEarlier() {
        assertThat(new MemoryFlat.Growth(200, 210).ratio()).isEqualTo(1.05);
    }
}
