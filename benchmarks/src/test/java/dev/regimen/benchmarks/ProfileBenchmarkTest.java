package dev.regimen.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProfileBenchmarkTest {
    @Test
    void everyPartTakesTime() {
        for (Workload workload : Workload.values()) {
            ProfileBenchmark.Found found = ProfileBenchmark.measure(workload, 2, 1);
            assertThat(found.parts())
                    .containsOnlyKeys("batch", "forward", "loss", "backward", "optimizer", "freeing", "the rest");
            found.parts().forEach((part, seconds) -> {
                if (!part.equals("the rest")) {
                    assertThat(seconds).as(part).isPositive();
                }
            });
            assertThat(found.shares()).startsWith("batch ").contains(" %, forward ");
        }
    }
}
