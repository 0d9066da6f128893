package dev.regimen.run;

import dev.regimen.budget.StopReason;
import dev.regimen.comparison.Comparison;
import dev.regimen.comparison.ComparisonPlan;
import dev.regimen.comparison.ResultStore;
import dev.regimen.config.Catalog;
import dev.regimen.config.ConfigException;
import dev.regimen.config.Experiment;
import dev.regimen.config.ExperimentFile;
import dev.regimen.config.ExperimentReader;
import dev.regimen.config.ExperimentWriter;
import dev.regimen.config.SeedList;
import dev.regimen.data.Dataset;
import dev.regimen.regimen.TrainingResult;
import dev.regimen.task.Evaluation;
import dev.regimen.task.Examples;
import dev.regimen.task.Samples;
import dev.regimen.task.Scores;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.Archive;
import dev.regimen.training.CheckpointStore;
import dev.regimen.training.Surroundings;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * An experiment's run in its folder: begun, resumed, or looked at. A run that trains one contender with one seed is a
 * comparison of that one. Closing it gives the folder free.
 */
public final class Run implements AutoCloseable {
    private final RunFolder folder;
    private final ExperimentFile file;
    private final OpenExamples examples;

    private Run(RunFolder folder, ExperimentFile file, OpenExamples examples) {
        this.folder = folder;
        this.file = file;
        this.examples = examples;
    }

    /**
     * Opens the data, finds out what does not fit them, and only then makes the run's folder.
     *
     * @param out the folder, empty or not there yet; without it {@code runs/NAME-yyyyMMdd-HHmmss} in the working folder
     * @throws IllegalArgumentException if something does not fit; the message says where in the file it is written
     * @throws RunFolderException if the folder cannot be written to, or there is something in it
     */
    public static Run begin(Optional<Path> out, RunDescription description, ExperimentFile file) {
        OpenExamples examples = new OpenExamples(file, Path.of(description.dataFolder()));
        try {
            check(description, file, examples);
            String experiment = new ExperimentWriter(file.catalog()).write(file.experiment());
            Path path = out.orElseGet(() -> RunFolder.reserve(
                    Path.of(""),
                    description.name(file.experiment().name()),
                    LocalDateTime.now(ZoneId.systemDefault())));
            return new Run(RunFolder.create(path, description, experiment), file, examples);
        } catch (RuntimeException e) {
            examples.close();
            throw e;
        }
    }

    /** The run of a folder, from its own record of the experiment. The folder is closed with it. */
    public static Run of(RunFolder folder) {
        return of(folder, Catalog.standard());
    }

    /**
     * The run of a folder whose experiment names a person's own parts.
     *
     * @param catalog with those names
     */
    public static Run of(RunFolder folder, Catalog catalog) {
        try {
            ExperimentFile file = new ExperimentReader(catalog).read(folder.experiment(), List.of());
            Path dataFolder = Path.of(folder.description().dataFolder());
            return new Run(folder, file, new OpenExamples(file, dataFolder));
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /**
     * What the run of a folder trains, by its own record.
     *
     * @throws RunFolderException if it is none, of another version, or damaged
     * @throws ConfigException if its experiment is
     */
    public static Experiment experimentOf(Path folder) {
        try (RunFolder looked = RunFolder.open(folder)) {
            return new ExperimentReader(Catalog.standard())
                    .read(looked.experiment(), List.of())
                    .experiment();
        }
    }

    public RunFolder folder() {
        return folder;
    }

    /** What is trained, with all defaults. */
    public Experiment experiment() {
        return file.experiment();
    }

    /** What is trained: all contenders with all seeds, or one with one. */
    public ComparisonPlan plan() {
        return plan(folder.description(), file, examples);
    }

    /**
     * Trains what is not trained yet, and writes the results.
     *
     * @param listener told what happens, beside the event log
     * @return the results, or nothing if it was cancelled
     * @throws RunFolderException if a file of the folder is damaged
     * @throws StorageException if a file cannot be written, such as on a full disk; the run can be resumed
     */
    public Optional<Results> train(Workers workers, TrainingListener listener, BooleanSupplier cancelled) {
        Surroundings surroundings = new Surroundings(
                        CheckpointStore.NONE, listener, cancelled, workers, Optional.empty())
                .reaching(archive());
        try {
            return file.locating("", () -> new ComparisonRun(plan(), folder, surroundings).execute());
        } catch (ConfigException e) {
            if (e.getCause() instanceof RunFolderException damaged) {
                throw damaged; // it is about a file of the folder, which its message names, not about the experiment
            }
            throw e;
        }
    }

    /**
     * A finished training's scores on the validation or the test examples; not numbers of one that diverged.
     *
     * @throws RunFolderException if that training is not finished
     */
    public Scores evaluate(TrainingKey key, boolean test) {
        Task task = examples.task(key.seed());
        Examples data = task.examples();
        try (Workers workers = new Workers(1);
                TrainingResult system =
                        new TrainedSystems(plan(), folder, workers, archive()).of(key.contender(), key.seed())) {
            Scores scores = Evaluation.scores(system.predictor(), task, test ? data.test() : data.validation());
            return system.stop() == StopReason.DIVERGED ? scores.failed() : scores;
        }
    }

    /**
     * The finished training that did best on the validation examples; of those alike, the first. One that diverged is
     * chosen only if all did.
     *
     * @param wanted which trainings to choose from
     * @throws RunFolderException if none of them is finished
     */
    public TrainingKey best(Predicate<TrainingKey> wanted) {
        ComparisonPlan plan = plan();
        return BestTraining.of(
                plan, folder, examples.task(plan.protocol().seeds().get(0)), wanted);
    }

    /**
     * What a finished training says about new inputs.
     *
     * @param files read as the training data were read
     * @throws RunFolderException if that training is not finished
     * @throws dev.regimen.data.DataException if a file cannot be read, or is not as the training data are
     * @throws IllegalArgumentException if examples like these do not come from files
     */
    public PredictionTable predict(TrainingKey key, List<Path> files) {
        Task task = examples.task(key.seed());
        try (Dataset inputs = task.examples().read(files);
                Workers workers = new Workers(1);
                TrainingResult system =
                        new TrainedSystems(plan(), folder, workers, archive()).of(key.contender(), key.seed())) {
            return PredictionTable.of(task, Samples.predictions(system.predictor(), task, inputs), files);
        }
    }

    @Override
    public void close() {
        examples.close();
        folder.close();
    }

    private RunArchive archive() {
        return RunArchive.of(
                file, plan().protocol().seeds(), Path.of(folder.description().dataFolder()));
    }

    /** Before there is a folder: a mistake leaves nothing behind. */
    private static void check(RunDescription description, ExperimentFile file, OpenExamples examples) {
        ComparisonPlan plan = plan(description, file, examples);
        Task task = examples.task(plan.protocol().seeds().get(0));
        file.check(task.examples());
        Archive archive = RunArchive.of(file, plan.protocol().seeds(), Path.of(description.dataFolder()));
        try (Workers workers = new Workers(1)) {
            Comparison comparison = new Comparison(
                    plan, ResultStore.NONE, Surroundings.plain(workers).reaching(archive));
            plan.contenders()
                    .forEach(contender -> file.locating("regimens." + contender.name(), () -> {
                        comparison.check(contender);
                        return null;
                    }));
            file.locating("", () -> {
                comparison.checkTrials();
                return null;
            });
        }
    }

    private static ComparisonPlan plan(RunDescription description, ExperimentFile file, OpenExamples examples) {
        return plan(description, file, examples::task);
    }

    /** What a run trains: all contenders with all seeds, or one with one. */
    static ComparisonPlan plan(RunDescription description, ExperimentFile file, LongFunction<Task> tasks) {
        if (description.kind() == RunKind.COMPARE) {
            return file.experiment().plan(file.catalog(), tasks);
        }
        ComparisonPlan plan = file.experiment()
                .withSeeds(new SeedList(List.of(description.seed())))
                .plan(file.catalog(), tasks);
        return plan.only(description.regimen());
    }
}
