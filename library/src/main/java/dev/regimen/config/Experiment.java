package dev.regimen.config;

import dev.regimen.budget.Budget;
import dev.regimen.comparison.ComparisonPlan;
import dev.regimen.comparison.Contender;
import dev.regimen.comparison.Protocol;
import dev.regimen.comparison.Tuning;
import dev.regimen.data.Names;
import dev.regimen.metric.Metric;
import dev.regimen.model.ModelSpec;
import dev.regimen.objective.Objective;
import dev.regimen.optimizer.AdamSettings;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.regimen.ModuleSettings;
import dev.regimen.regimen.Regimen;
import dev.regimen.task.Examples;
import dev.regimen.task.ExamplesSettings;
import dev.regimen.task.Task;
import dev.regimen.training.Keep;
import dev.regimen.training.TrainerSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * One experiment: a model of several modules, what it learns from, the ways to train it, and how they are compared.
 * What a file says, with every default filled in.
 *
 * @param name for tables and folders
 * @param data where examples come from
 * @param modules by name; each reads fields of the examples, or modules
 * @param objective the final one; without {@code of} it is about the module that no other reads
 * @param metrics candidates: each prediction is measured by those that suit its target, the first of which chooses;
 *     mean IoU of pixels, accuracy, negative log-likelihood, errors and R² unless set, and those of strings where such
 *     are predicted
 * @param regimens the contenders by name
 * @param budget of each contender in all: stages and members share it
 * @param seeds one training of each contender with each; 1 to 5 unless set
 * @param batchSize examples per step; 64 unless set
 * @param optimizer of modules without one of their own; adam unless set
 * @param tune how each contender's learning rate is chosen; not chosen unless set
 * @param select which weights a phase ends with; the last unless set
 * @param target the value of the first metric that counts as success, on the metric's scale; none unless set
 * @param stopAtTarget whether a phase with the final objective ends at the target; false unless set
 * @param evaluations how often a contender is measured on the validation examples while it trains; 20 unless set
 * @param checkpointEvery seconds of work that may be lost; 30 unless set
 * @param precompute whether what frozen modules say of examples that come again is computed once; true unless set
 * @param sharePhases whether what several contenders begin with is trained once for all; true unless set
 * @param threads how many threads compute each step of a training; 1 unless set
 * @param split whether all seeds share one split of the data; fixed unless set; not per seed with {@code tune}, whose
 *     trials would see test examples
 * @param reference the regimens that all others are compared with; every two are compared unless set
 */
public record Experiment(
        String name,
        ExamplesSettings data,
        Map<String, ModuleSettings> modules,
        Objective objective,
        List<Metric> metrics,
        Map<String, Regimen> regimens,
        Budget budget,
        SeedList seeds,
        Integer batchSize,
        OptimizerSettings optimizer,
        Optional<Tuning> tune,
        Keep select,
        Optional<Double> target,
        Boolean stopAtTarget,
        Integer evaluations,
        Double checkpointEvery,
        Boolean precompute,
        Boolean sharePhases,
        Integer threads,
        Split split,
        List<String> reference) {
    private static final String NAME = "[A-Za-z][A-Za-z0-9_-]{0,63}";

    /** Fills in defaults and checks what can be checked without the data. */
    public Experiment {
        requireName("name", name);
        require(data != null, "data is missing: where the examples come from");
        require(modules != null && !modules.isEmpty(), "modules is missing: at least one module, by its name");
        require(objective != null, "objective is missing: the final objective, which all regimens are judged by");
        require(regimens != null && !regimens.isEmpty(), "regimens is missing: at least one way to train, by its name");
        require(budget != null, "budget is missing: how much each regimen may train, as {examples: 100000}");
        regimens = copy(regimens);
        requireNames(regimens);
        modules = ModuleSettings.named(modules);
        ModelSpec spec = ModuleSettings.model(modules);
        modules.forEach((module, settings) -> settings.objective().ifPresent(head -> Judged.requireOwn(module, head)));
        objective = Judged.last(objective, spec);
        Judged.requireKnown(objective, spec);
        metrics = metrics == null ? Judged.metrics(objective, modules) : List.copyOf(metrics);
        seeds = seeds == null ? SeedList.count(5) : seeds;
        batchSize = batchSize == null ? 64 : batchSize;
        require(batchSize >= 1, "batch-size is a whole number from 1, not " + batchSize);
        optimizer = optimizer == null ? AdamSettings.defaults() : optimizer;
        tune = tune == null ? Optional.empty() : tune;
        select = select == null ? Keep.LAST : select;
        target = target == null ? Optional.empty() : target;
        stopAtTarget = stopAtTarget != null && stopAtTarget;
        require(!stopAtTarget || target.isPresent(), "stop-at-target needs a 'target'");
        evaluations = evaluations == null ? 20 : evaluations;
        require(evaluations >= 1, "evaluations is a whole number from 1, not " + evaluations);
        checkpointEvery = checkpointEvery == null ? 30.0 : checkpointEvery;
        require(checkpointEvery > 0, "checkpoint-every is a number of seconds above 0, not " + checkpointEvery);
        precompute = precompute == null || precompute;
        sharePhases = sharePhases == null || sharePhases;
        threads = threads == null ? 1 : threads;
        require(
                threads >= 1 && threads <= TrainerSettings.MOST_THREADS,
                "threads is a whole number from 1 to " + TrainerSettings.MOST_THREADS + ", not " + threads);
        split = split == null ? Split.FIXED : split;
        require(
                split == Split.FIXED || tune.isEmpty(),
                "split: per-seed excludes 'tune': the trials would divide the data in their own way, and learning rates"
                        + " would be chosen by examples of the test; leave out 'tune' and set the 'optimizer', or use"
                        + " 'split: fixed'");
        reference = reference == null ? List.of() : List.copyOf(reference);
        requireKnown(reference, regimens.keySet());
    }

    /** The model that every contender trains. */
    public ModelSpec spec() {
        return ModuleSettings.model(modules);
    }

    /**
     * Finds out what does not fit the examples: names that are neither a field nor a module, shapes, targets, metrics.
     *
     * @throws IllegalArgumentException whose message begins with the keys of the setting
     */
    public void check(Examples examples) {
        new Fit(this, examples).check();
    }

    /** What is learned from these examples; they stay the caller's. */
    public Task task(Examples examples) {
        return new Task(examples, objective, ModuleSettings.seams(modules), metrics);
    }

    /** How every contender is trained. */
    public TrainerSettings trainerSettings() {
        double stretch = budget.amount() / evaluations;
        Budget evaluateEvery = new Budget(
                budget.unit(), budget.unit() == Budget.Unit.SECONDS ? stretch : Math.max(1, Math.floor(stretch)));
        return new TrainerSettings(
                batchSize,
                optimizer,
                ModuleSettings.optimizers(modules),
                evaluateEvery,
                select,
                stopAtTarget ? target.orElseThrow() : null,
                checkpointEvery,
                precompute,
                threads);
    }

    /** The same with other seeds. */
    public Experiment withSeeds(SeedList others) {
        return new Experiment(
                name,
                data,
                modules,
                objective,
                metrics,
                regimens,
                budget,
                others,
                batchSize,
                optimizer,
                tune,
                select,
                target,
                stopAtTarget,
                evaluations,
                checkpointEvery,
                precompute,
                sharePhases,
                threads,
                split,
                reference);
    }

    /** The comparison of all regimens; the task is for a seed. */
    public ComparisonPlan plan(Catalog catalog, LongFunction<Task> tasks) {
        List<Contender> contenders = regimens.entrySet().stream()
                .map(regimen -> new Contender(
                        regimen.getKey(), catalog.nameOf(Regimen.class, regimen.getValue()), regimen.getValue()))
                .toList();
        Protocol protocol = new Protocol(budget, seeds.numbers(), tune, target, reference, sharePhases);
        return new ComparisonPlan(name, spec(), tasks, trainerSettings(), contenders, protocol);
    }

    /** Names become folders, which some systems tell apart by their letters alone. */
    private static void requireNames(Map<String, Regimen> regimens) {
        Map<String, String> folders = new LinkedHashMap<>();
        regimens.keySet().forEach(regimen -> {
            requireName("regimens: a regimen's name", regimen);
            String other = folders.put(regimen.toLowerCase(Locale.ROOT), regimen);
            require(other == null, "regimens: '" + other + "' and '" + regimen + "' differ only in capital letters");
        });
    }

    private static void requireKnown(List<String> reference, Set<String> regimens) {
        reference.stream().filter(name -> !regimens.contains(name)).findFirst().ifPresent(unknown -> {
            throw new IllegalArgumentException("reference: " + Names.unknown("regimen", unknown, regimens));
        });
    }

    private static void requireName(String what, String name) {
        require(name != null, what + " is missing");
        require(
                name.matches(NAME),
                what + " is up to 64 letters, digits, '-' and '_', beginning with a letter, not '" + name + "'");
    }

    private static <T> Map<String, T> copy(Map<String, T> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
