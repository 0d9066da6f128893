package dev.regimen.run;

import dev.regimen.comparison.ComparisonPlan;
import dev.regimen.config.Catalog;
import dev.regimen.config.Experiment;
import dev.regimen.config.ExperimentFile;
import dev.regimen.config.ExperimentReader;
import dev.regimen.config.SeedList;
import dev.regimen.regimen.TrainingResult;
import dev.regimen.task.Evaluation;
import dev.regimen.task.Examples;
import dev.regimen.task.Scores;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.CheckpointStore;
import dev.regimen.training.Surroundings;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A run in its folder: begun, resumed, or looked at. A run that trains one contender with one seed is a comparison of
 * that one.
 */
public final class Run implements AutoCloseable {
    private final RunFolder folder;
    private final ExperimentFile file;
    private final OpenExamples examples;

    private Run(RunFolder folder, ExperimentFile file, Path dataFolder) {
        this.folder = folder;
        this.file = file;
        this.examples = new OpenExamples(file, dataFolder);
    }

    /**
     * A run whose folder was made now.
     *
     * @param dataFolder what relative paths in the experiment are relative to
     */
    public static Run begin(RunFolder folder, ExperimentFile file, Path dataFolder) {
        return new Run(folder, file, dataFolder);
    }

    /** The run of a folder, from its own record of the experiment. */
    public static Run of(RunFolder folder) {
        ExperimentFile file = new ExperimentReader(Catalog.standard()).read(folder.experiment(), List.of());
        return new Run(folder, file, Path.of("").toAbsolutePath());
    }

    public RunFolder folder() {
        return folder;
    }

    /** What is trained, with all defaults. */
    public Experiment experiment() {
        return file.experiment();
    }

    /**
     * Trains what is not trained yet, and writes the results.
     *
     * @param listener told what happens, beside the event log
     * @return the result, or nothing if it was cancelled
     */
    public Optional<Results> train(Workers workers, TrainingListener listener, BooleanSupplier cancelled) {
        file.check(examples.task(plan().protocol().seeds().get(0)).examples());
        Surroundings surroundings =
                new Surroundings(CheckpointStore.NONE, listener, cancelled, workers, Optional.empty());
        return file.locating("", () -> new ComparisonRun(plan(), folder, surroundings).execute());
    }

    /** What is trained: all contenders with all seeds, or one with one. */
    public ComparisonPlan plan() {
        ComparisonPlan all = experiment().plan(Catalog.standard(), examples::task);
        if (folder.description().kind() == RunKind.COMPARE) {
            return all;
        }
        ComparisonPlan one = experiment()
                .withSeeds(new SeedList(List.of(folder.description().seed())))
                .plan(Catalog.standard(), examples::task);
        return new ComparisonPlan(
                one.experiment(),
                one.spec(),
                one.tasks(),
                one.settings(),
                one.contenders().stream()
                        .filter(contender ->
                                contender.name().equals(folder.description().regimen()))
                        .toList(),
                one.protocol());
    }

    /**
     * A finished training's scores on the validation or the test examples.
     *
     * @throws RunFolderException if that training is not finished
     */
    public Scores evaluate(TrainingKey key, boolean test) {
        Task task = examples.task(key.seed());
        Examples data = task.examples();
        try (Workers workers = new Workers(1);
                TrainingResult system = new TrainedSystems(plan(), folder, workers).of(key.contender(), key.seed())) {
            return Evaluation.scores(system.predictor(), task, test ? data.test() : data.validation());
        }
    }

    @Override
    public void close() {
        examples.close();
        folder.close();
    }
}
