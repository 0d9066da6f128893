package dev.regimen.benchmarks;

import dev.regimen.torch.Workers;
import dev.regimen.training.TrainingListener;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
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
 * Trainings per second that do not depend on each other, with one worker and with two. Fails when any of them gives
 * other weights, to the last bit, than one after another.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 2, jvmArgs = "-XX:+UseSerialGC")
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 3, time = 2)
public class WorkersBenchmark {
    private static final int TRAININGS = 4;
    private static final Workload WORKLOAD = Workload.CNN_32;

    @Param({"1", "2"})
    public int workers;

    /** How long a training is. */
    @Param("50")
    public int steps;

    private SyntheticExamples examples;
    private Workers pool;
    private List<Long> expected;

    @Setup
    public void open() {
        examples = new SyntheticExamples(WORKLOAD.fields());
        pool = new Workers(workers);
        expected = LongStream.range(0, TRAININGS).map(this::train).boxed().toList();
    }

    /** @throws IllegalStateException if the weights are not those of the same trainings one after another */
    @Benchmark
    @OperationsPerInvocation(TRAININGS)
    public List<Long> trainings() {
        List<Long> found = pool.map(LongStream.range(0, TRAININGS)
                .<Callable<Long>>mapToObj(seed -> () -> train(seed))
                .toList());
        if (!found.equals(expected)) {
            throw new IllegalStateException(
                    "with " + workers + " workers the weights are " + found + ", but must be " + expected);
        }
        return found;
    }

    @TearDown
    public void close() {
        pool.close();
        examples.close();
    }

    /** The checksum of the weights that come out. */
    private long train(long seed) {
        try (RegimenLoop loop = new RegimenLoop(WORKLOAD, examples, seed, steps, TrainingListener.SILENT)) {
            loop.run(steps);
            return loop.checksum();
        }
    }
}
