package dev.regimen.study;

import dev.regimen.budget.StopReason;
import dev.regimen.comparison.ComparisonPlan;
import dev.regimen.comparison.Contender;
import dev.regimen.config.ExperimentFile;
import dev.regimen.diagnosis.SignalMeter;
import dev.regimen.diagnosis.SignalProbe;
import dev.regimen.regimen.TrainingResult;
import dev.regimen.run.AtomicFile;
import dev.regimen.run.Json;
import dev.regimen.run.RunFolderException;
import dev.regimen.task.Examples;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.CheckpointStore;
import dev.regimen.training.Surroundings;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Measures gradients along one training, or reads what was measured. One that was stopped begins anew. */
final class SignalRun {
    private static final int BATCH = 50;

    private final SignalPlan plan;
    private final StudyFolder folder;
    private final Setup setup;

    SignalRun(SignalPlan plan, StudyFolder folder, Setup setup) {
        this.plan = plan;
        this.folder = folder;
        this.setup = setup;
    }

    /**
     * What the folder has, or is measured now; nothing if it was cancelled.
     *
     * @throws RunFolderException if the folder has something of other settings, or a damaged file
     */
    Optional<SignalResult> measure(Workers workers, BooleanSupplier cancelled) {
        Path file = folder.signals(plan);
        if (Files.exists(file)) {
            return Optional.of(known(file));
        }
        Optional<SignalResult> result = measured(workers, cancelled).map(points -> new SignalResult(plan, points));
        result.ifPresent(found -> AtomicFile.write(file, Json.indented(found)));
        return result;
    }

    private SignalResult known(Path file) {
        SignalResult known =
                Json.read(file.toString(), Json.load(file), SignalResult.class, "Delete it to measure again");
        if (!known.plan().equals(plan)) {
            throw new RunFolderException(file + " was measured with other settings than this version of the study has;"
                    + " name another folder by --out, or delete this file");
        }
        return known;
    }

    private Optional<List<SignalResult.Point>> measured(Workers workers, BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            return Optional.empty();
        }
        ExperimentFile file = CellRun.experiment(plan.experiment(), plan.overrides());
        try (Examples examples = file.open(setup.data(), plan.seed())) {
            Task task = file.experiment().task(examples);
            ComparisonPlan comparison = file.experiment().plan(file.catalog(), seed -> task);
            List<SignalResult.Point> points = new ArrayList<>();
            points.add(new SignalResult.Point(
                    0, meter(plan.before()).atInitialisation(comparison.spec(), task, plan.seed())));
            if (plan.along() > 0 && !along(comparison, task, points, workers, cancelled)) {
                return Optional.empty();
            }
            return Optional.of(points);
        }
    }

    /** Whether the training was not cancelled. */
    private boolean along(
            ComparisonPlan comparison,
            Task task,
            List<SignalResult.Point> points,
            Workers workers,
            BooleanSupplier cancelled) {
        SignalProbe probe = new SignalProbe(meter(plan.along()));
        Surroundings surroundings = new Surroundings(
                        CheckpointStore.NONE, TrainingListener.SILENT, cancelled, workers, Optional.empty())
                .probedBy(probe);
        Contender contender = comparison.contender(plan.contender());
        TrainingKey key = TrainingKey.of(contender.name(), plan.seed());
        try (Trainer trainer = new Trainer(comparison.spec(), task, comparison.settings(), key, surroundings);
                TrainingResult result =
                        contender.regimen().train(trainer, comparison.protocol().budget())) {
            probe.points()
                    .forEach(point ->
                            points.add(new SignalResult.Point(point.spent().examples(), point.signals())));
            return result.stop() != StopReason.CANCELLED;
        }
    }

    private SignalMeter meter(int examples) {
        return new SignalMeter(examples / BATCH, BATCH, plan.seed());
    }
}
