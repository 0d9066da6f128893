package dev.regimen.task;

import dev.regimen.data.Field;
import dev.regimen.data.Names;
import dev.regimen.metric.Metric;
import dev.regimen.model.Model;
import dev.regimen.objective.Head;
import dev.regimen.objective.Objective;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be learned: examples, one final objective, objectives at the seams between modules, and metrics.
 *
 * @param objective the final objective, fitted to the examples
 * @param seams the objective of a module's own output, by module
 * @param metrics candidates; each head is measured by those that suit its target, the first of them being the one to
 *     choose by
 */
public record Task(Examples examples, Objective objective, Map<String, Head> seams, List<Metric> metrics) {
    public Task {
        objective = objective.fitted(examples.fields());
        Map<String, Head> fitted = new LinkedHashMap<>();
        seams.forEach((module, head) -> fitted.put(module, head.fitted(examples.fields())));
        seams = java.util.Collections.unmodifiableMap(fitted);
        metrics = List.copyOf(metrics);
        seams.forEach((module, head) -> {
            if (!head.of().equals(module)) {
                throw new IllegalArgumentException(
                        "the objective of module '" + module + "' is about module '" + head.of() + "'");
            }
        });
    }

    /** The head that a single prediction is made from: the final objective's first. */
    public Head finalHead() {
        return objective.heads().get(0);
    }

    /** The metrics for a head's target, the one to choose by first. */
    public List<Metric> metricsFor(Head head) {
        Field target = target(head);
        List<Metric> suitable = metrics.stream()
                .filter(metric -> metric.suits(target))
                .filter(metric -> metric.ofStrings() || head.reading().isEmpty())
                .flatMap(metric -> metric.each(target))
                .toList();
        Set<String> names = new HashSet<>();
        suitable.stream()
                .map(Metric::name)
                .filter(name -> !names.add(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("two metrics of '" + head.target() + "' are called '" + name
                            + "', so that one would hide the other; leave one of them out");
                });
        if (suitable.isEmpty()) {
            throw new IllegalArgumentException(
                    "no metric of " + metrics.stream().map(Metric::name).toList() + " suits the target '"
                            + head.target() + "' (" + target + ")"
                            + head.reading()
                                    .map(reading -> ", of which '" + head.of()
                                            + "' reads whole strings; sequence-accuracy and character-error-rate do")
                                    .orElse(""));
        }
        return suitable;
    }

    /** The metric to choose by. */
    public Metric primaryMetric() {
        return metricsFor(finalHead()).get(0);
    }

    /** A head's metric under the name that it has in {@link Scores}. */
    public String metricName(Head head, Metric metric) {
        boolean single = objective.heads().size() == 1 || !objective.heads().contains(head);
        return single ? metric.name() : head.of() + "." + metric.name();
    }

    /** The field that a head should match. */
    public Field target(Head head) {
        Field field = examples.fields().get(head.target());
        if (field == null) {
            throw new IllegalArgumentException(Names.unknown(
                    "target", String.valueOf(head.target()), examples.fields().keySet()));
        }
        return field;
    }

    /** The final heads and those at the seams. */
    public List<Head> heads() {
        List<Head> all = new ArrayList<>(objective.heads());
        all.addAll(seams.values());
        return all;
    }

    /**
     * Finds out before training what does not fit the model.
     *
     * @throws IllegalArgumentException saying what was expected and what was found
     */
    public void check(Model model) {
        objective.check(model.fields());
        seams.values().forEach(head -> head.check(model.fields()));
        heads().forEach(this::metricsFor);
    }

    /** The same task with other objectives, for a model that is put together differently. */
    public Task withObjectives(Objective other, Map<String, Head> otherSeams) {
        return new Task(examples, other, otherSeams, metrics);
    }
}
