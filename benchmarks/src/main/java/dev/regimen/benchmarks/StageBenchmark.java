package dev.regimen.benchmarks;

import dev.regimen.budget.Budget;
import dev.regimen.metric.Accuracy;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.net.ConvStack;
import dev.regimen.model.net.Mlp;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.optimizer.AdamSettings;
import dev.regimen.task.DigitSumSettings;
import dev.regimen.task.Examples;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.Goal;
import dev.regimen.training.Keep;
import dev.regimen.training.Phase;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.Surroundings;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainerSettings;
import dev.regimen.training.TrainingKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A stage of step-by-step training: an adder of three digits modulo ten behind a frozen reader, what the reader says of
 * the 8 x 8 images being looked up, or computed anew in every step.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 2, jvmArgs = "-XX:+UseSerialGC")
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 3, time = 2)
public class StageBenchmark {
    private static final int BATCH = 64;
    private static final int DIGITS = 3;
    private static final int SUMS = 10;
    private static final double NO_CHECKPOINTS = 1e6;
    private static final ModelSpec SPEC = ModelSpec.of(
            ModuleSpec.of("reader", "image", ConvStack.of(10, 16, 32)).each("digits"),
            ModuleSpec.of("adder", "reader", Mlp.of(SUMS, 128, 128)));

    @Param({"true", "false"})
    public boolean precompute;

    @Param("500")
    public int steps;

    private Examples examples;
    private Workers pool;

    @Setup
    public void open() {
        examples = DigitSumSettings.of(DIGITS, SUMS).open(Path.of(""));
        pool = new Workers(1);
    }

    /** What the stage spent; with the two evaluations that it ends and begins with. */
    @Benchmark
    public PhaseReport stage() {
        CrossEntropy objective = new CrossEntropy("adder", "sum");
        Task task = new Task(examples, objective, Map.of(), List.of(new Accuracy()));
        Phase adder = new Phase(
                "adder",
                Set.of("adder"),
                Set.of(),
                List.of(Goal.of(objective)),
                Map.of("adder", AdamSettings.defaults()),
                Budget.steps(steps));
        TrainingKey key = TrainingKey.of("benchmark", 1);
        try (Trainer trainer = new Trainer(SPEC, task, settings(), key, Surroundings.plain(pool))) {
            return trainer.run(adder);
        }
    }

    TrainerSettings settings() {
        return new TrainerSettings(
                BATCH,
                AdamSettings.defaults(),
                Map.of(),
                Budget.steps(steps),
                Keep.LAST,
                null,
                NO_CHECKPOINTS,
                precompute,
                1);
    }

    @TearDown
    public void close() {
        pool.close();
        examples.close();
    }
}
