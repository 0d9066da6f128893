package dev.regimen.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.training.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepBenchmarkTest {
    private static final int STEPS = 5;

    /** Otherwise one of them might be faster for doing less. */
    @ParameterizedTest
    @EnumSource
    void bothLoopsTrainTheSame(Workload workload) {
        try (SyntheticExamples examples = new SyntheticExamples(workload.fields());
                RegimenLoop regimen = new RegimenLoop(workload, examples, 1, 1, TrainingListener.SILENT);
                NaiveLoop naive = new NaiveLoop(workload)) {
            naive.start(regimen.weights().values());
            double[] losses = regimen.run(STEPS);
            assertThat(losses).hasSize(STEPS).doesNotHaveDuplicates();
            assertThat(naive.run(STEPS)).containsExactly(losses, within(1e-4));
        }
    }

    @Test
    void bothBenchmarksRun() {
        StepBenchmark benchmark = new StepBenchmark();
        StepBenchmark.Regimen regimen = new StepBenchmark.Regimen();
        StepBenchmark.Naive naive = new StepBenchmark.Naive();
        regimen.workload = Workload.MLP_64;
        naive.workload = Workload.MLP_64;
        regimen.open();
        naive.open();
        assertThat(benchmark.regimen(regimen)).hasSize(1);
        assertThat(benchmark.naive(naive)).hasSize(100);
        regimen.close();
        naive.close();
    }
}
