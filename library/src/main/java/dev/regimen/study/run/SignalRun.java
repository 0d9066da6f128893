package dev.regimen.study.run;

import dev.regimen.budget.StopReason;
import dev.regimen.comparison.ComparisonPlan;
import dev.regimen.comparison.Contender;
import dev.regimen.config.ExperimentFile;
import dev.regimen.diagnosis.GradientSignal;
import dev.regimen.diagnosis.SignalMeter;
import dev.regimen.diagnosis.SignalProbe;
import dev.regimen.regimen.Control;
import dev.regimen.regimen.TrainingResult;
import dev.regimen.run.AtomicFile;
import dev.regimen.run.Json;
import dev.regimen.run.RunFolderException;
import dev.regimen.study.Setup;
import dev.regimen.study.SignalPlan;
import dev.regimen.study.SignalResult;
import dev.regimen.study.finding.Reached;
import dev.regimen.task.Examples;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.CheckpointStore;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.Probe;
import dev.regimen.training.Surroundings;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

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
     * @param listener told about the training
     * @throws RunFolderException if the folder has something of other settings, or a damaged file
     */
    Optional<SignalResult> measure(Workers workers, TrainingListener listener, BooleanSupplier cancelled) {
        Optional<SignalResult> known = known();
        if (known.isPresent()) {
            return known;
        }
        Optional<SignalResult> result = measured(workers, listener, cancelled);
        result.ifPresent(found -> AtomicFile.write(folder.signals(plan), Json.indented(found)));
        return result;
    }

    /**
     * What the folder has.
     *
     * @throws RunFolderException if that is of other settings, or damaged
     */
    Optional<SignalResult> known() {
        Path file = folder.signals(plan);
        return Files.exists(file) ? Optional.of(known(file)) : Optional.empty();
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

    private Optional<SignalResult> measured(Workers workers, TrainingListener listener, BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            return Optional.empty();
        }
        ExperimentFile file = plan.file();
        try (Examples examples = file.open(setup.data(), plan.seed())) {
            Task task = file.experiment().task(examples);
            ComparisonPlan comparison = file.experiment().plan(file.catalog(), seed -> task);
            List<GradientSignal> before = plan.before() == 0
                    ? List.of()
                    : meter(plan.before()).atInitialisation(comparison.spec(), task, plan.seed());
            return plan.along() == 0
                    ? Optional.of(new SignalResult(plan, before, List.of(), null))
                    : along(comparison, task, before, workers, listener, cancelled);
        }
    }

    private Optional<SignalResult> along(
            ComparisonPlan comparison,
            Task task,
            List<GradientSignal> before,
            Workers workers,
            TrainingListener listener,
            BooleanSupplier cancelled) {
        SignalProbe probe = new SignalProbe(meter(plan.along()));
        Contender contender = comparison.contender(plan.contender());
        boolean alone = contender.regimen() instanceof Control;
        Surroundings surroundings = new Surroundings(
                        CheckpointStore.NONE, listener, cancelled, workers, Optional.empty())
                .probedBy(alone ? ofFreshModules(probe, comparison.settings().batchSize()) : probe);
        TrainingKey key = TrainingKey.of(contender.name(), plan.seed());
        try (Trainer trainer = new Trainer(comparison.spec(), task, comparison.settings(), key, surroundings);
                TrainingResult result =
                        contender.regimen().train(trainer, comparison.protocol().budget())) {
            if (result.stop() == StopReason.CANCELLED) {
                return Optional.empty();
            }
            List<PhaseReport> phases = result.phases();
            return Optional.of(
                    alone
                            ? new SignalResult(
                                    plan, before, pointsOfFreshModules(probe, last(phases)), others(phases, task))
                            : new SignalResult(plan, before, points(probe, signal -> true), null));
        }
    }

    private static List<SignalResult.Point> points(SignalProbe probe, Predicate<GradientSignal> wanted) {
        return probe.points().stream()
                .map(point -> new SignalResult.Point(
                        point.spent().examples(),
                        point.signals().stream().filter(wanted).toList()))
                .toList();
    }

    /** From the objective that they are trained on, which is the question that a control asks. */
    private static List<SignalResult.Point> pointsOfFreshModules(SignalProbe probe, PhaseReport phase) {
        return points(
                probe,
                signal ->
                        phase.fresh().contains(signal.module()) && phase.goals().contains(signal.objective()));
    }

    private static <T> T last(List<T> all) {
        return all.get(all.size() - 1);
    }

    /**
     * Where the other modules are trained there is nothing to see of the one that is drawn anew after it; and what is
     * asked of that one is how it begins and how it ends.
     */
    private static Probe ofFreshModules(Probe probe, int batchSize) {
        return (key, phase, task, spent, model) -> {
            boolean ends = spent.steps() == 0 || phase.budget().exhaustedBy(spent, batchSize);
            if (!phase.freshModules().isEmpty() && ends) {
                probe.look(key, phase, task, spent, model);
            }
        };
    }

    /** Null if they diverged before anything was measured. */
    private static Double others(List<PhaseReport> phases, Task task) {
        double reached = Reached.beforeRedraw(phases, task.metricName(task.finalHead(), task.primaryMetric()));
        return Double.isNaN(reached) ? null : reached;
    }

    private SignalMeter meter(int examples) {
        return new SignalMeter(examples / BATCH, BATCH, plan.seed());
    }
}
