package dev.regimen.benchmarks.worker;

import dev.regimen.benchmarks.work.WorkFolder;
import dev.regimen.comparison.Comparison;
import dev.regimen.comparison.ComparisonPlan;
import dev.regimen.comparison.ComparisonResult;
import dev.regimen.comparison.ResultStore;
import dev.regimen.config.Catalog;
import dev.regimen.config.Experiment;
import dev.regimen.config.ExperimentFile;
import dev.regimen.config.ExperimentReader;
import dev.regimen.config.SeedList;
import dev.regimen.model.Model;
import dev.regimen.task.Examples;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.Surroundings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The embedded comparison of five ways of training, with five seeds, all of it, as {@code regimen compare} does it. */
final class RegimenComparison implements Worker {
    /** Between the seeds of one round and those of the next. */
    private static final long ROUND = 100;

    private final ExperimentFile file;
    private final Examples examples;
    private final Workers workers;

    /** @param changes to the experiment, as {@code seeds=1} */
    RegimenComparison(WorkFolder folder, List<String> changes) {
        List<String> all = new ArrayList<>(changes);
        all.add("budget.examples=" + folder.work().calls());
        file = new ExperimentReader(Catalog.standard()).embedded(all);
        examples = file.open(Path.of(""), 1);
        workers = new Workers(folder.work().threads());
    }

    @Override
    public long parameters() {
        try (Model model = file.experiment().spec().create(examples.fields(), 1)) {
            return model.spec().names().stream()
                    .mapToLong(model::parameterCount)
                    .sum();
        }
    }

    /**
     * As many seeds as the experiment has, others in each round. The accuracy is the mean over contenders, each one's
     * the mean over seeds.
     */
    @Override
    public Round round(long seed) {
        Experiment experiment = file.experiment();
        experiment = experiment.withSeeds(new SeedList(experiment.seeds().numbers().stream()
                .map(own -> ROUND * seed + own)
                .toList()));
        Task task = experiment.task(examples);
        ComparisonPlan plan = experiment.plan(file.catalog(), ignored -> task);
        long start = System.nanoTime();
        ComparisonResult result = new Comparison(plan, ResultStore.NONE, Surroundings.plain(workers))
                .run()
                .orElseThrow();
        double seconds = (System.nanoTime() - start) / 1e9;
        double accuracy = result.contenders().stream()
                .mapToDouble(contender ->
                        contender.summary().metrics().get("accuracy").mean())
                .average()
                .orElseThrow();
        return new Round(seconds, accuracy);
    }

    @Override
    public void close() {
        workers.close();
        examples.close();
    }
}
