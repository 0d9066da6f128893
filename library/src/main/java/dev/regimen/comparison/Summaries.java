package dev.regimen.comparison;

import dev.regimen.budget.StopReason;
import dev.regimen.metric.Reliability;
import dev.regimen.model.ModuleSpec;
import dev.regimen.objective.Head;
import dev.regimen.task.Evaluation;
import dev.regimen.task.OutlierDetection;
import dev.regimen.task.Samples;
import dev.regimen.task.Scores;
import dev.regimen.task.Task;
import dev.regimen.training.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Puts the results of all trainings together. */
final class Summaries {
    private Summaries() {}

    static ComparisonResult result(
            ComparisonPlan plan, Map<String, Tuned> tuned, Map<String, List<SeedResult>> results) {
        Task task = plan.tasks().apply(plan.protocol().seeds().get(0));
        String metric = task.metricName(task.finalHead(), task.primaryMetric());
        boolean higher = task.primaryMetric().higherIsBetter();
        Scores chance =
                OutlierDetection.chance(Evaluation.chance(task, task.examples().test()), task);
        List<ContenderResult> contenders = plan.contenders().stream()
                .map(contender -> new ContenderResult(
                        contender.name(),
                        contender.kind(),
                        tuned.get(contender.name()).trials(),
                        results.get(contender.name()),
                        summary(results.get(contender.name()), isElsewhere(contender, plan))))
                .toList();
        Verdicts verdicts = new Verdicts(metric, higher, chance.metrics().get(metric));
        Map<String, String> sentences = new LinkedHashMap<>();
        contenders.forEach(contender -> sentences.put(contender.name(), verdicts.of(contender)));
        return new ComparisonResult(
                plan.experiment(),
                metric,
                higher,
                chance,
                plan.protocol().target().orElse(null),
                plan.protocol().budget(),
                plan.protocol().seeds(),
                modules(plan),
                judged(task),
                contenders,
                Pairs.of(contenders, plan.protocol().reference(), metric, higher),
                sentences,
                Samples.inputs(task),
                classes(task));
    }

    /**
     * Whether nothing of it is trained here, and the data, which choose among several systems, are the same for all.
     */
    private static boolean isElsewhere(Contender contender, ComparisonPlan plan) {
        return contender.regimen().budgets() == 0
                && plan.protocol().seeds().stream()
                                .map(seed -> plan.tasks().apply(seed))
                                .map(Task::examples)
                                .distinct()
                                .count()
                        == 1;
    }

    private static Map<String, List<String>> modules(ComparisonPlan plan) {
        Map<String, List<String>> modules = new LinkedHashMap<>();
        for (ModuleSpec module : plan.spec().modules()) {
            modules.put(module.name(), module.reads());
        }
        return modules;
    }

    private static List<ComparisonResult.Judged> judged(Task task) {
        List<ComparisonResult.Judged> judged = new ArrayList<>();
        task.objective().heads().forEach(head -> judged.add(judged(head, false)));
        task.seams().values().forEach(head -> judged.add(judged(head, true)));
        return List.copyOf(judged);
    }

    private static ComparisonResult.Judged judged(Head head, boolean seam) {
        return new ComparisonResult.Judged(head.of(), head.target(), seam);
    }

    private static Map<String, List<String>> classes(Task task) {
        Map<String, List<String>> classes = new LinkedHashMap<>();
        task.examples().fields().forEach((name, field) -> {
            if (field.categorical()) {
                classes.put(name, field.classes());
            }
        });
        return classes;
    }

    /**
     * What one contender's seeds come to. A seed that diverged early says less than others of what it would have used.
     *
     * @param elsewhere whether it is one finished system, the same for all seeds, of which there are no intervals
     */
    static ContenderResult.Summary summary(List<SeedResult> seeds, boolean elsewhere) {
        SeedResult first = seeds.get(0);
        Map<String, Estimate> metrics = new LinkedHashMap<>();
        first.metrics()
                .test()
                .keySet()
                .forEach(name -> metrics.put(name, estimate(name, seeds, elsewhere, seed -> seed.metrics()
                        .test()
                        .get(name))));
        Map<String, Map<String, Estimate>> seams = new LinkedHashMap<>();
        first.metrics().seams().forEach((module, values) -> {
            Map<String, Estimate> own = new LinkedHashMap<>();
            values.keySet()
                    .forEach(name -> own.put(name, estimate(name, seeds, elsewhere, seed -> seed.metrics()
                            .seams()
                            .get(module)
                            .get(name))));
            seams.put(module, own);
        });
        Map<String, Double> updates = new LinkedHashMap<>();
        seeds.stream()
                .flatMap(seed -> seed.updates().keySet().stream())
                .distinct()
                .forEach(module -> updates.put(
                        module, average(seeds, seed -> seed.updates().getOrDefault(module, 0L))));
        return new ContenderResult.Summary(
                metrics,
                seams,
                first.toTarget() == null ? null : reached(seeds),
                medianToTarget(
                        seeds,
                        toTarget -> toTarget.examples() == null
                                ? null
                                : toTarget.examples().doubleValue()),
                medianToTarget(seeds, ToTarget::seconds),
                (int) seeds.stream()
                        .filter(seed -> seed.stop() == StopReason.DIVERGED)
                        .count(),
                average(seeds, SeedResult::examples),
                average(seeds, SeedResult::seconds),
                average(seeds, SeedResult::cpuSeconds),
                average(seeds, SeedResult::flops),
                seeds.stream().mapToLong(SeedResult::parameters).max().orElseThrow(),
                updates,
                Label.union(seeds.stream().map(SeedResult::labels).toList()),
                reliability(seeds),
                latency(seeds),
                EnsembleSummary.of(seeds, elsewhere));
    }

    private static Reliability reliability(List<SeedResult> seeds) {
        return seeds.stream()
                .map(seed -> seed.metrics().reliability())
                .filter(Objects::nonNull)
                .reduce(Reliability::plus)
                .orElse(null);
    }

    private static Double latency(List<SeedResult> seeds) {
        List<Double> known = seeds.stream()
                .map(seed -> seed.metrics().latency())
                .filter(Objects::nonNull)
                .toList();
        return known.isEmpty() ? null : Statistics.censoredMedian(known);
    }

    /** A diverged training is a failure, whatever its weights had reached before. */
    private static Rate reached(List<SeedResult> seeds) {
        long successes = seeds.stream().filter(SeedResult::succeeded).count();
        return Statistics.rate((int) successes, seeds.size());
    }

    private static Double medianToTarget(List<SeedResult> seeds, Function<ToTarget, Double> cost) {
        if (seeds.get(0).toTarget() == null) {
            return null;
        }
        List<Double> costs = new ArrayList<>();
        seeds.forEach(seed -> costs.add(seed.succeeded() ? cost.apply(seed.toTarget()) : null));
        return Statistics.censoredMedian(costs);
    }

    private static Estimate estimate(
            String metric, List<SeedResult> seeds, boolean elsewhere, ToDoubleFunction<SeedResult> value) {
        Estimate estimate = Statistics.mean(seeds.stream().mapToDouble(value).toArray());
        if (elsewhere) {
            return estimate.withoutInterval();
        }
        return estimate.withinBoundsOf(metric);
    }

    private static double average(List<SeedResult> seeds, ToDoubleFunction<SeedResult> value) {
        return seeds.stream().mapToDouble(value).average().orElseThrow();
    }
}
