package dev.regimen.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkersBenchmarkTest {
    @Test
    void trainingsDifferFromEachOtherButNotByWhoRunsThem() {
        List<Long> alone = run(1);
        assertThat(alone).doesNotHaveDuplicates();
        assertThat(run(2)).isEqualTo(alone);
    }

    private static List<Long> run(int workers) {
        WorkersBenchmark benchmark = new WorkersBenchmark();
        benchmark.workers = workers;
        benchmark.steps = 2;
        benchmark.open();
        try {
            return benchmark.trainings();
        } finally {
            benchmark.close();
        }
    }
}
