package dev.regimen.benchmarks.worker;

import dev.regimen.benchmarks.work.Kind;
import dev.regimen.benchmarks.work.Work;
import dev.regimen.benchmarks.work.WorkFolder;
import dev.regimen.budget.Budget;
import dev.regimen.metric.Accuracy;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.Net;
import dev.regimen.model.net.Cell;
import dev.regimen.model.net.ConvStack;
import dev.regimen.model.net.Mlp;
import dev.regimen.model.net.Padding;
import dev.regimen.model.net.Recurrent;
import dev.regimen.model.net.UNet;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.objective.Head;
import dev.regimen.optimizer.AdamSettings;
import dev.regimen.regimen.EndToEnd;
import dev.regimen.regimen.Ensemble;
import dev.regimen.regimen.Regimen;
import dev.regimen.regimen.StepByStep;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.Keep;
import dev.regimen.training.Surroundings;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainerSettings;
import dev.regimen.training.TrainingKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A work as this library is told it. */
final class RegimenSetting implements AutoCloseable {
    private static final String MODULE = "net";
    private static final double NO_CHECKPOINTS = 1e6;

    private final Work work;
    private final FileExamples examples;
    private final Workers workers;
    private final Task task;

    RegimenSetting(WorkFolder folder) {
        work = folder.work();
        workers = new Workers(work.threads());
        examples = new FileExamples(folder);
        task = new Task(examples, objective(modules()), seams(), List.of(new Accuracy()));
    }

    Work work() {
        return work;
    }

    FileExamples examples() {
        return examples;
    }

    Task task() {
        return task;
    }

    /** Of each phase in a chain, which have as many steps each. */
    Budget budget() {
        return Budget.steps((long) work.steps() * modules());
    }

    TrainerSettings settings() {
        return new TrainerSettings(
                        work.batch(),
                        AdamSettings.defaults().withLearningRate(work.rate()),
                        Map.of(),
                        Budget.steps(Math.max(1, work.steps())),
                        Keep.LAST,
                        null,
                        NO_CHECKPOINTS)
                .withThreads(work.divided() ? work.threads() : 1);
    }

    Surroundings surroundings() {
        return Surroundings.plain(workers);
    }

    /** With the model's or the members' randomness from this seed; the caller closes it. */
    Trainer trainer(long seed) {
        return new Trainer(spec(), task, settings(), TrainingKey.of("round", seed), surroundings());
    }

    /** One net, or a chain of them. */
    ModelSpec spec() {
        return ModelSpec.of(IntStream.range(0, modules())
                .mapToObj(i -> ModuleSpec.of(MODULE + i, i == 0 ? FileExamples.INPUT : MODULE + (i - 1), net(work)))
                .toArray(ModuleSpec[]::new));
    }

    private int modules() {
        return work.kind() == Kind.CHAIN ? work.members() : 1;
    }

    private static CrossEntropy objective(int module) {
        return new CrossEntropy(MODULE + (module - 1), FileExamples.LABEL);
    }

    /** At every module of a chain but the last. */
    private Map<String, Head> seams() {
        return IntStream.range(1, modules())
                .mapToObj(RegimenSetting::objective)
                .collect(Collectors.toMap(CrossEntropy::of, Function.identity()));
    }

    /** One model, or modules one after another, or members that are each trained for as long. */
    Regimen regimen() {
        if (work.kind() == Kind.CHAIN) {
            return new StepByStep();
        }
        return work.members() == 1
                ? new EndToEnd()
                : new Ensemble(work.members(), new EndToEnd(), null, null, null, null, Ensemble.BudgetPer.MEMBER);
    }

    private static Net net(Work work) {
        int classes = work.data().classes();
        return switch (work.net()) {
            case "cnn" ->
                new ConvStack(
                        List.of(16, 32),
                        3,
                        Padding.NONE,
                        2,
                        null,
                        null,
                        List.of(128),
                        Optional.of(classes),
                        null,
                        null);
            case "lstm" -> Recurrent.of(Cell.LSTM, 128, classes);
            case "mlp" -> Mlp.of(classes, 128, 128);
            case "unet" -> UNet.of(classes, List.of(16, 32, 64));
            default -> throw new UnableException("there is no " + work.net() + " here");
        };
    }

    @Override
    public void close() {
        workers.close();
        examples.close();
    }
}
