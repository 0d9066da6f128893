package dev.regimen.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.training.PhaseReport;
import dev.regimen.training.Point;
import dev.regimen.training.TrainerSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class StageBenchmarkTest {
    /** Otherwise one of them might be faster for doing something else. */
    @Test
    void bothStagesTrainTheSame() {
        List<Point> lookedUp = run(true).curve();
        List<Point> computed = run(false).curve();
        assertThat(lookedUp).hasSameSizeAs(computed).hasSizeGreaterThan(1);
        double loss = computed.get(computed.size() - 1).loss();
        assertThat(lookedUp.get(lookedUp.size() - 1).loss()).isCloseTo(loss, within(1e-4));
    }

    /** Otherwise it would compare a thing with itself. */
    @Test
    void whetherItIsLookedUpIsWhatDiffers() {
        StageBenchmark benchmark = new StageBenchmark();
        benchmark.steps = 60;
        benchmark.precompute = true;
        TrainerSettings lookedUp = benchmark.settings();
        benchmark.precompute = false;
        TrainerSettings computed = benchmark.settings();
        assertThat(lookedUp.precompute()).isTrue();
        assertThat(computed)
                .usingRecursiveComparison()
                .ignoringFields("precompute")
                .isEqualTo(lookedUp);
        assertThat(computed.precompute()).isFalse();
    }

    private static PhaseReport run(boolean precompute) {
        StageBenchmark benchmark = new StageBenchmark();
        benchmark.precompute = precompute;
        benchmark.steps = 60; // so many that a pool is worth computing
        benchmark.open();
        try {
            return benchmark.stage();
        } finally {
            benchmark.close();
        }
    }
}
