package dev.regimen.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProfileBenchmarkTest {
    @Test
    void allPartsTogetherAreTheStep() {
        for (Workload workload : Workload.values()) {
            ProfileBenchmark.Found found = ProfileBenchmark.measure(workload, 2, 1);
            assertThat(found.parts()).containsOnlyKeys("batch", "forward", "loss", "backward", "optimizer", "the rest");
            assertThat(found.parts().values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum())
                    .isCloseTo(found.step(), within(1e-9));
            assertThat(found.shares()).startsWith("batch ").contains(" %, forward ");
        }
    }
}
