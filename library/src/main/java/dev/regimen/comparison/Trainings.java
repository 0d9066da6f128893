package dev.regimen.comparison;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import dev.regimen.regimen.TrainingResult;
import dev.regimen.task.Task;
import dev.regimen.training.PlannedCost;
import dev.regimen.training.SharedPhases;
import dev.regimen.training.Surroundings;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainerSettings;
import dev.regimen.training.TrainingKey;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Carries out the trainings of a comparison, side by side, unless the store has their results. */
final class Trainings {
    private final ComparisonPlan plan;
    private final ResultStore store;
    private final Surroundings surroundings;
    private final InCommon inCommon;

    Trainings(ComparisonPlan plan, ResultStore store, Surroundings surroundings, InCommon inCommon) {
        this.plan = plan;
        this.store = store;
        this.surroundings = surroundings;
        this.inCommon = inCommon;
    }

    /** Their results in order, or nothing if it was cancelled. */
    Optional<List<SeedResult>> all(List<Job> jobs) {
        Map<TrainingKey, SeedResult> results = new HashMap<>();
        jobs.forEach(job -> store.finished(job.key()).ifPresent(result -> results.put(job.key(), result)));
        List<Job> rest =
                jobs.stream().filter(job -> !results.containsKey(job.key())).toList();
        plan(rest);
        Map<Object, List<Job>> groups = groups(rest);
        AtomicBoolean failed = new AtomicBoolean();
        surroundings
                .workers()
                .map(groups.values().stream()
                        .flatMap(group -> new Group(group, failed).calls().stream())
                        .toList())
                .forEach(results::putAll);
        return results.size() == jobs.size()
                ? Optional.of(jobs.stream().map(job -> results.get(job.key())).toList())
                : Optional.empty();
    }

    /** Tells what those of these trainings will cost that are not finished. */
    void plan(List<Job> jobs) {
        Map<TrainingKey, PlannedCost> costs = new LinkedHashMap<>();
        groups(jobs.stream().filter(job -> store.finished(job.key()).isEmpty()).toList())
                .values()
                .forEach(group -> {
                    List<Contender> contenders =
                            group.stream().map(Job::contender).toList();
                    group.forEach(job -> inCommon.cost(job.contender(), contenders)
                            .map(cost -> job.trial()
                                    ? cost.times(plan.protocol()
                                            .tuning()
                                            .orElseThrow()
                                            .share())
                                    : cost)
                            .ifPresent(cost -> costs.put(job.key(), cost)));
                });
        surroundings.listener().planned(costs);
    }

    private static Map<Object, List<Job>> groups(List<Job> jobs) {
        return jobs.stream().collect(Collectors.groupingBy(Job::group, LinkedHashMap::new, Collectors.toList()));
    }

    /** Trainings that may have phases in common. */
    private final class Group {
        private final List<Job> jobs;
        private final List<Contender> contenders;
        private final AtomicBoolean failed;

        Group(List<Job> jobs, AtomicBoolean failed) {
            this.jobs = jobs;
            this.contenders = jobs.stream().map(Job::contender).toList();
            this.failed = failed;
        }

        /**
         * Those that wait for no other. What these share with their followers is forgotten when all of them are done.
         */
        List<Callable<Map<TrainingKey, SeedResult>>> calls() {
            return calls(Optional.empty(), () -> inCommon.shared(contenders));
        }

        private List<Callable<Map<TrainingKey, SeedResult>>> calls(
                Optional<Contender> leader, Supplier<SharedPhases> shared) {
            return jobs.stream()
                    .filter(job -> inCommon.leader(job.contender(), contenders).equals(leader))
                    .map(job -> (Callable<Map<TrainingKey, SeedResult>>) () -> withFollowers(job, shared.get()))
                    .toList();
        }

        /** Those that were not cancelled. */
        private Map<TrainingKey, SeedResult> withFollowers(Job job, SharedPhases shared) {
            Map<TrainingKey, SeedResult> results = new HashMap<>();
            train(job, shared, failed).ifPresent(result -> results.put(job.key(), result));
            surroundings
                    .workers()
                    .map(calls(Optional.of(job.contender()), () -> shared))
                    .forEach(results::putAll);
            return results;
        }
    }

    /** After a failure the others stop where they are, so that it is told at once. */
    private Optional<SeedResult> train(Job job, SharedPhases shared, AtomicBoolean failed) {
        BooleanSupplier stopped = () -> failed.get() || surroundings.cancelled().getAsBoolean();
        try {
            return train(job, shared, stopped);
        } catch (RuntimeException | Error e) {
            failed.set(true);
            throw e;
        }
    }

    private Optional<SeedResult> train(Job job, SharedPhases shared, BooleanSupplier stopped) {
        if (stopped.getAsBoolean()) {
            return Optional.empty();
        }
        Task task = plan.tasks().apply(job.key().seed());
        Surroundings own = new Surroundings(
                        store.checkpoints(job.key()),
                        surroundings.listener(),
                        stopped,
                        surroundings.workers(),
                        Optional.empty())
                .probedBy(surroundings.probe())
                .sharing(shared.with(inCommon.members(job.contender())))
                .reaching(surroundings.archive());
        try (Trainer trainer = new Trainer(plan.spec(), task, settings(job), job.key(), own);
                TrainingResult training = job.contender().regimen().train(trainer, budget(job))) {
            if (training.stop() == StopReason.CANCELLED) {
                return Optional.empty();
            }
            SeedResult result = new SeedTraining(task, plan.protocol().target())
                    .result(job.key().seed(), job.learningRate(), training, !job.trial(), isFirst(job));
            store.save(job.key(), result);
            return Optional.of(result);
        }
    }

    private boolean isFirst(Job job) {
        return !job.trial() && job.key().seed() == plan.protocol().seeds().get(0);
    }

    private TrainerSettings settings(Job job) {
        return job.learningRate() == null ? plan.settings() : plan.settings().withLearningRate(job.learningRate());
    }

    private Budget budget(Job job) {
        Budget whole = plan.protocol().budget();
        return job.trial() ? whole.part(plan.protocol().tuning().orElseThrow().share()) : whole;
    }
}
