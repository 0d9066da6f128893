package dev.regimen.benchmarks;

import dev.regimen.budget.Budget;
import dev.regimen.metric.Accuracy;
import dev.regimen.model.ModelSpec;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.optimizer.AdamSettings;
import dev.regimen.regimen.EndToEnd;
import dev.regimen.regimen.Ensemble;
import dev.regimen.regimen.Regimen;
import dev.regimen.regimen.TrainingResult;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.Keep;
import dev.regimen.training.Surroundings;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainerSettings;
import dev.regimen.training.TrainingKey;
import java.util.List;
import java.util.Map;
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

/** How long ensembles take whose members are trained side by side by two workers, each for as many steps. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 2, jvmArgs = "-XX:+UseSerialGC")
@Warmup(iterations = 1, time = 2)
@Measurement(iterations = 3, time = 2)
public class MembersBenchmark {
    private static final Workload WORKLOAD = Workload.CNN_32;
    private static final int WORKERS = 2;
    private static final double NO_CHECKPOINTS = 1e6;

    @Param({"1", "5", "6"})
    public int members;

    /** Of each member. */
    @Param("100")
    public int steps;

    private SyntheticExamples examples;
    private Workers pool;

    @Setup
    public void open() {
        examples = new SyntheticExamples(WORKLOAD.fields());
        pool = new Workers(WORKERS);
    }

    /** How many members were trained. */
    @Benchmark
    public int trained() {
        ModelSpec spec = WORKLOAD.spec();
        CrossEntropy objective = new CrossEntropy(spec.names().get(0), SyntheticExamples.LABEL);
        Task task = new Task(examples, objective, Map.of(), List.of(new Accuracy()));
        TrainerSettings settings = new TrainerSettings(
                WORKLOAD.batch(),
                AdamSettings.defaults(),
                Map.of(),
                Budget.steps(steps),
                Keep.LAST,
                null,
                NO_CHECKPOINTS);
        Regimen regimen = members == 1
                ? new EndToEnd()
                : new Ensemble(members, new EndToEnd(), null, null, null, null, Ensemble.BudgetPer.MEMBER);
        TrainingKey key = TrainingKey.of("benchmark", 1);
        try (Trainer trainer = new Trainer(spec, task, settings, key, Surroundings.plain(pool));
                TrainingResult result = regimen.train(trainer, Budget.steps(steps))) {
            return (int) result.allPhases().count();
        }
    }

    @TearDown
    public void close() {
        pool.close();
        examples.close();
    }
}
