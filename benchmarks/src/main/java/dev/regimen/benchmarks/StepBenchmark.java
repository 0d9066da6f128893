package dev.regimen.benchmarks;

import dev.regimen.training.TrainingListener;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Steps per second of the library's training loop and of the one that people write on the binding, on the same examples
 * with the same net and optimizer, both with one thread.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 2, jvmArgs = "-XX:+UseSerialGC")
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 3, time = 1)
public class StepBenchmark {
    /** So many that what a phase does before and after its steps does not count. */
    private static final int STEPS = 100;

    private static final long SEED = 1;

    /** The loop of this library. */
    @State(Scope.Thread)
    public static class Regimen {
        @Param
        public Workload workload;

        private SyntheticExamples examples;
        private RegimenLoop loop;

        @Setup
        public void open() {
            examples = new SyntheticExamples(workload.fields());
            loop = new RegimenLoop(workload, examples, SEED, STEPS, TrainingListener.SILENT);
        }

        @TearDown
        public void close() {
            loop.close();
            examples.close();
        }
    }

    /** The loop on the binding itself. */
    @State(Scope.Thread)
    public static class Naive {
        @Param
        public Workload workload;

        private NaiveLoop loop;

        @Setup
        public void open() {
            loop = new NaiveLoop(workload);
        }

        @TearDown
        public void close() {
            loop.close();
        }
    }

    @Benchmark
    @OperationsPerInvocation(STEPS)
    public double[] regimen(Regimen state) {
        return state.loop.run(STEPS);
    }

    @Benchmark
    @OperationsPerInvocation(STEPS)
    public double[] naive(Naive state) {
        return state.loop.run(STEPS);
    }
}
