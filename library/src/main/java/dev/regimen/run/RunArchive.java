package dev.regimen.run;

import dev.regimen.comparison.ComparisonPlan;
import dev.regimen.config.ExperimentFile;
import dev.regimen.config.ExperimentReader;
import dev.regimen.config.Split;
import dev.regimen.objective.Head;
import dev.regimen.regimen.TrainingResult;
import dev.regimen.task.AveragedPredictor;
import dev.regimen.task.Predictor;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.Archive;
import dev.regimen.training.Finished;
import dev.regimen.training.TrainingKey;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The finished systems in the folders of other runs, for an experiment that has the same data, divided in the same way.
 */
public final class RunArchive implements Archive {
    private final ExperimentFile file;
    private final List<Long> seeds;
    private final Path folder;

    private RunArchive(ExperimentFile file, List<Long> seeds, Path folder) {
        this.file = file;
        this.seeds = seeds;
        this.folder = folder;
    }

    /**
     * What an experiment can reach.
     *
     * @param seeds that it trains with
     * @param folder what relative paths in it are relative to
     */
    public static RunArchive of(ExperimentFile file, List<Long> seeds, Path folder) {
        return new RunArchive(file, List.copyOf(seeds), folder);
    }

    /** The heads of the one and the other task stand for each other in their order. */
    @Override
    public Finished find(Wanted wanted, Task task, long seed) {
        try (RunFolder other = opened(wanted)) {
            ExperimentFile theirs = new ExperimentReader(file.catalog()).read(other.experiment(), List.of());
            new SameData(file, folder).require(other, theirs, task, seed);
            Task theirTask = theirs.experiment().task(task.examples());
            requireSameTargets(wanted, theirTask, task);
            ComparisonPlan plan = Run.plan(other.description(), theirs, any -> theirTask);
            TrainingKey key = choose(wanted, plan, other, theirTask, seed);
            Archive beyond = of(
                    theirs, plan.protocol().seeds(), Path.of(other.description().dataFolder()));
            try (Workers workers = new Workers(1)) {
                TrainingResult system =
                        new TrainedSystems(plan, other, workers, beyond).of(key.contender(), key.seed());
                String name = key + " of " + wanted.run() + ", "
                        + plan.contender(key.contender()).kind();
                String identity = key + " in " + other.path().toAbsolutePath().normalize();
                return finished(name, identity, system, names(theirTask, task));
            }
        }
    }

    private RunFolder opened(Wanted wanted) {
        try {
            return RunFolder.open(folder.resolve(wanted.run()).normalize());
        } catch (RunFolderException e) {
            throw new RunFolderException("run: " + e.getMessage(), e);
        }
    }

    private TrainingKey choose(Wanted wanted, ComparisonPlan plan, RunFolder other, Task task, long seed) {
        wanted.regimen().ifPresent(plan::contender);
        boolean own = file.experiment().split() == Split.PER_SEED;
        if (own) {
            requireOwnSeeds(wanted, plan);
        }
        List<Long> known = plan.protocol().seeds();
        wanted.seed().filter(number -> !known.contains(number)).ifPresent(number -> {
            throw new IllegalArgumentException(
                    "seed: " + wanted.run() + " has no seed " + number + "; its seeds are " + known);
        });
        return BestTraining.of(
                plan,
                other,
                task,
                key -> wanted.regimen().map(key.contender()::equals).orElse(true)
                        && wanted.seed().map(number -> number == key.seed()).orElse(true)
                        && (!own || key.seed() == seed));
    }

    /** Any other seed's training examples may be test examples of this one. */
    private void requireOwnSeeds(Wanted wanted, ComparisonPlan plan) {
        List<Long> theirs = plan.protocol().seeds();
        wanted.seed().filter(number -> !seeds.equals(List.of(number))).ifPresent(number -> {
            throw new IllegalArgumentException("seed: with 'split: per-seed' each seed has test examples of its own,"
                    + " among which may be some that seed " + number + " learned from; leave it out");
        });
        if (!theirs.containsAll(seeds)) {
            throw new IllegalArgumentException("run: with 'split: per-seed' each seed takes a system that was trained"
                    + " with the same seed, but " + wanted.run() + " has the seeds " + theirs + ", not all of "
                    + seeds);
        }
    }

    private static void requireSameTargets(Wanted wanted, Task theirs, Task task) {
        List<String> found = targets(theirs);
        List<String> expected = targets(task);
        if (!found.equals(expected)) {
            throw new IllegalArgumentException("run: the final objective of " + wanted.run() + " is about "
                    + String.join(" and ", found) + ", but this experiment's about "
                    + String.join(" and ", expected));
        }
        for (int i = 0; i < found.size(); i++) {
            Head there = theirs.objective().heads().get(i);
            Head here = task.objective().heads().get(i);
            if (!there.reading().equals(here.reading())) {
                throw new IllegalArgumentException("run: " + wanted.run() + " and this experiment predict '"
                        + here.target() + "' in ways that cannot be held against each other: one reads whole strings"
                        + " out of frames, as 'ctc' does, the other class by class");
            }
        }
    }

    private static List<String> targets(Task task) {
        return task.objective().heads().stream().map(Head::target).toList();
    }

    /** Which of the system's modules say what this task's modules are to say. */
    private static Map<String, List<String>> names(Task theirs, Task task) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        List<Head> finals = task.objective().heads();
        task.seams().forEach((module, head) -> {
            Head same = theirs.seams().get(module);
            if (same != null && same.target().equals(head.target())) {
                names.put(module, List.of(module));
            }
        });
        for (int i = 0; i < finals.size(); i++) {
            names.put(
                    finals.get(i).of(),
                    List.of(theirs.objective().heads().get(i).of()));
        }
        return names;
    }

    private static Finished finished(
            String name, String identity, TrainingResult system, Map<String, List<String>> names) {
        Predictor renamed = new AveragedPredictor(system.predictor(), names);
        return new Finished(
                name,
                identity,
                renamed,
                system.phases(),
                system.members().stream()
                        .map(member -> finished("a member of " + name, "a member of " + identity, member, names))
                        .toList(),
                system.stop());
    }
}
