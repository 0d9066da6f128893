package dev.regimen.comparison;

import dev.regimen.budget.Budget;
import dev.regimen.budget.Spent;
import dev.regimen.regimen.TrainingResult;
import dev.regimen.task.Task;
import dev.regimen.training.CheckpointStore;
import dev.regimen.training.Origin;
import dev.regimen.training.Phase;
import dev.regimen.training.Surroundings;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainingKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Trains every contender with every seed on the same task and budget, side by side as far as there are workers, and
 * says with intervals which is better. Finished trainings are taken from the store, and what trainings of one seed
 * begin with in common is trained once.
 */
public final class Comparison {
    private final ComparisonPlan plan;
    private final ResultStore store;
    private final Surroundings surroundings;
    private final Map<String, Map<Origin, List<InCommon.Planned>>> phases = new HashMap<>();

    /** @param surroundings whose checkpoint store is not used: the result store has one for each training */
    public Comparison(ComparisonPlan plan, ResultStore store, Surroundings surroundings) {
        this.plan = plan;
        this.store = store;
        this.surroundings = surroundings;
    }

    /**
     * Finds out what does not fit before anything is trained, then tunes, trains and compares.
     *
     * @return the result, or nothing if it was cancelled; it can then be resumed from the store
     * @throws IllegalArgumentException if a contender cannot train such a model for such a task
     */
    public Optional<ComparisonResult> run() {
        plan.contenders().forEach(this::checkNamed);
        checkTrials();
        if (plan.protocol().tuning().isPresent()) {
            trainings().plan(finals(Map.of())); // the rates, and so what they share, follow
        }
        return tune().flatMap(tuned -> trainAll(tuned).map(results -> Summaries.result(plan, tuned, results)));
    }

    private void checkNamed(Contender contender) {
        try {
            check(contender);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("regimens." + contender.name() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Finds out what does not fit, by walking through the phases of a contender without training.
     *
     * @throws IllegalArgumentException if it cannot train such a model for such a task, a phase of it has not the
     *     budget for a single step, or tuning would change nothing
     */
    public void check(Contender contender) {
        phases.put(contender.name(), check(contender, plan.protocol().budget()));
    }

    /**
     * Finds out whether the share of the budget that the trials of tuning have is enough for them.
     *
     * @throws IllegalArgumentException if it is not; the message begins with {@code tune.share}
     */
    public void checkTrials() {
        plan.protocol().tuning().filter(tuning -> tuning.share() < 1).ifPresent(tuning -> plan.contenders()
                .forEach(contender -> checkTrial(contender, tuning.share())));
    }

    private void checkTrial(Contender contender, double share) {
        try {
            check(contender, plan.protocol().budget().part(share));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "tune.share: this share of the budget is too little to try " + contender.name() + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /** The phases that were walked through, in order for each model and member. */
    private Map<Origin, List<InCommon.Planned>> check(Contender contender, Budget budget) {
        AtomicBoolean tunable = new AtomicBoolean();
        Map<Origin, List<InCommon.Planned>> looked = new ConcurrentHashMap<>();
        Surroundings looking = new Surroundings(
                        CheckpointStore.NONE,
                        surroundings.listener(),
                        surroundings.cancelled(),
                        surroundings.workers(),
                        Optional.of((key, origin, phase, ofTask, model, batch) -> {
                            requireStep(key, phase, batch.size());
                            if (phase.optimizers().containsValue(plan.settings().optimizer())) {
                                tunable.set(true);
                            }
                            looked.computeIfAbsent(origin, first -> new CopyOnWriteArrayList<>())
                                    .add(InCommon.Planned.of(phase, model, batch.size()));
                        }))
                .reaching(surroundings.archive());
        long seed = plan.protocol().seeds().get(0);
        Task task = plan.tasks().apply(seed);
        try (Trainer trainer = new Trainer(
                        plan.spec(), task, plan.settings(), TrainingKey.of(contender.name(), seed), looking);
                TrainingResult ignored = contender.regimen().train(trainer, budget)) {
            ignored.stop();
        }
        if (plan.protocol().tuning().isPresent() && looked.isEmpty()) {
            throw new IllegalArgumentException(
                    "'tune' would change nothing: no learning rate of the experiment's has a" + " part in "
                            + contender.name() + "; leave out 'tune', or leave this contender to a run without it");
        }
        if (plan.protocol().tuning().isPresent() && !tunable.get()) {
            throw new IllegalArgumentException("'tune' would change nothing: every module or stage of "
                    + contender.name()
                    + " has an optimizer of its own, which keeps its learning rate; leave out 'tune',"
                    + " or let some of them use the experiment's optimizer");
        }
        return Map.copyOf(looked);
    }

    /** A phase without a step would be reported as if it had trained something. */
    private static void requireStep(TrainingKey key, Phase phase, int batchSize) {
        if (phase.budget().exhaustedBy(Spent.NOTHING, batchSize)) {
            String member = key.members().stream()
                    .map(index -> " of member " + (index + 1))
                    .collect(Collectors.joining());
            throw new IllegalArgumentException("phase '" + phase.name() + "'" + member + " would train nothing: its "
                    + phase.budget() + " are less than one batch of " + batchSize
                    + "; give more budget or a smaller 'batch-size'");
        }
    }

    /** The trials of every contender; nothing if it was cancelled. */
    private Optional<Map<String, Tuned>> tune() {
        if (plan.protocol().tuning().isEmpty()) {
            Map<String, Tuned> none = new HashMap<>();
            plan.contenders().forEach(contender -> none.put(contender.name(), Tuned.NOTHING));
            return Optional.of(none);
        }
        List<Job> jobs = new ArrayList<>();
        for (Contender contender : plan.contenders()) {
            plan.trials(contender.name()).forEach((key, rate) -> jobs.add(new Job(contender, key, rate, true)));
        }
        return trainings()
                .all(jobs)
                .map(results -> Tuned.choose(plan, jobs.stream().map(Job::name).toList(), results));
    }

    private Trainings trainings() {
        return new Trainings(plan, store, surroundings, inCommon());
    }

    private InCommon inCommon() {
        return new InCommon(
                phases, plan.protocol().tuning().isPresent(), plan.protocol().sharePhases());
    }

    /** Seeds outside, contenders inside: a comparison that is looked at early has every contender. */
    private List<Job> finals(Map<String, Tuned> tuned) {
        List<Job> jobs = new ArrayList<>();
        for (long seed : plan.protocol().seeds()) {
            for (Contender contender : plan.contenders()) {
                Double rate =
                        tuned.getOrDefault(contender.name(), Tuned.NOTHING).learningRate();
                jobs.add(new Job(contender, TrainingKey.of(contender.name(), seed), rate, false));
            }
        }
        return jobs;
    }

    private Optional<Map<String, List<SeedResult>>> trainAll(Map<String, Tuned> tuned) {
        List<Job> jobs = finals(tuned);
        return trainings().all(jobs).map(results -> {
            Map<String, List<SeedResult>> byContender = new HashMap<>();
            IntStream.range(0, jobs.size()).forEach(index -> byContender
                    .computeIfAbsent(jobs.get(index).name(), key -> new ArrayList<>())
                    .add(results.get(index)));
            return byContender;
        });
    }
}
