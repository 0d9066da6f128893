package dev.regimen.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SideTest {
    @Test
    void accuraciesWithinTheirNoiseAreTheSameWork() {
        assertThat(side(10L, 0.90, 0.80, 0.95).sameWork(side(10L, 0.85, 0.95, 0.75)))
                .isTrue();
        assertThat(side(10L, 0.90, 0.90, 0.91).sameWork(side(10L, 0.80, 0.81, 0.80)))
                .isFalse();
    }

    @Test
    void modelsOfAnotherSizeAreNot() {
        assertThat(side(10L, 0.9).sameWork(side(11L, 0.9))).isFalse();
        assertThat(side(10L, 0.9).sameWork(side(null, 0.9))).isTrue();
    }

    private static Side side(Long parameters, Double... accuracies) {
        return new Side("one", "1", null, parameters, null, List.of(1.0), List.of(accuracies));
    }
}
