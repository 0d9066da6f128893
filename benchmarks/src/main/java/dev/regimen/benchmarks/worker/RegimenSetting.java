package dev.regimen.benchmarks.worker;

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
import dev.regimen.regimen.EndToEnd;
import dev.regimen.regimen.Ensemble;
import dev.regimen.regimen.Regimen;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.AdamSettings;
import dev.regimen.training.Keep;
import dev.regimen.training.Surroundings;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainerSettings;
import dev.regimen.training.TrainingKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        CrossEntropy objective = new CrossEntropy(MODULE, FileExamples.LABEL);
        task = new Task(examples, objective, Map.of(), List.of(new Accuracy()));
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

    /** With the model's or the members' randomness from this seed; the caller closes it. */
    Trainer trainer(long seed) {
        TrainerSettings settings = new TrainerSettings(
                work.batch(),
                AdamSettings.defaults().withLearningRate(work.rate()),
                Map.of(),
                Budget.steps(Math.max(1, work.steps())),
                Keep.LAST,
                null,
                NO_CHECKPOINTS);
        ModelSpec spec = ModelSpec.of(ModuleSpec.of(MODULE, FileExamples.INPUT, net(work)));
        return new Trainer(spec, task, settings, TrainingKey.of("round", seed), Surroundings.plain(workers));
    }

    /** One model, or members that are each trained for as long. */
    Regimen regimen() {
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
            default -> throw new UnsupportedOperationException("there is no " + work.net() + " here");
        };
    }

    @Override
    public void close() {
        workers.close();
        examples.close();
    }
}
