package dev.regimen.config;

import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Names;
import dev.regimen.metric.Metric;
import dev.regimen.metric.Metrics;
import dev.regimen.model.Model;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.objective.Head;
import dev.regimen.task.Examples;
import dev.regimen.task.Labelled;
import dev.regimen.task.Task;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Whether an experiment fits its examples. Messages begin with the keys of what does not. */
record Fit(Experiment experiment, Examples examples) {
    private static final long ANY_SEED = 0;

    void check() {
        ModelSpec spec = experiment.spec();
        Map<String, Field> fields = examples.fields();
        spec.modules().forEach(module -> checkNames(module, fields));
        try (Model model = model(spec, fields)) {
            Task task = experiment.task(examples);
            task.seams()
                    .forEach((module, head) -> at("modules." + module + ".objective", () -> {
                        check(task, model, head);
                        examples.trainingSet().ifPresent(training -> checkLabels("training", training, head));
                    }));
            at("objective", () -> {
                task.objective().heads().forEach(head -> check(task, model, head));
                task.objective().check(model.fields());
                task.objective().heads().forEach(this::checkLabels);
            });
            experiment.target().ifPresent(target -> checkTarget(target, task.primaryMetric()));
        }
    }

    private static void checkTarget(double target, Metric metric) {
        if (Metrics.isFraction(metric.name()) && !(target >= 0 && target <= 1)) {
            throw new IllegalArgumentException(
                    "target: " + metric.name() + " is a fraction from 0 to 1, not " + target + "; 0.9 stands for 90 %");
        }
    }

    private void checkNames(ModuleSpec module, Map<String, Field> fields) {
        String path = "modules." + module.name();
        if (fields.containsKey(module.name())) {
            throw new IllegalArgumentException(
                    path + ": the examples have a field '" + module.name() + "'; give the module another name");
        }
        TreeSet<String> known = new TreeSet<>(fields.keySet());
        known.addAll(experiment.modules().keySet());
        known.remove(module.name());
        for (String read : module.reads()) {
            if (!known.contains(read)) {
                throw new IllegalArgumentException(path + ".reads: " + Names.unknown("field or module", read, known));
            }
        }
    }

    /** The model, or the first module that does not fit. */
    private static Model model(ModelSpec spec, Map<String, Field> fields) {
        try {
            return spec.create(fields, ANY_SEED);
        } catch (IllegalArgumentException e) {
            for (int count = 1; count <= spec.modules().size(); count++) {
                List<ModuleSpec> some = spec.modules().subList(0, count);
                at(
                        "modules." + some.get(count - 1).name(),
                        () -> new ModelSpec(some).create(fields, ANY_SEED).close());
            }
            throw e;
        }
    }

    /** Without a label there is nothing to learn from, and what is measured is not a number. */
    private void checkLabels(Head head) {
        examples.trainingSet().ifPresent(training -> checkLabels("training", training, head));
        checkLabels("validation", examples.validation(), head);
        checkLabels("test", examples.test(), head);
    }

    private static void checkLabels(String name, Dataset part, Head head) {
        if (!Labelled.anyOf(part, head)) {
            throw new IllegalArgumentException("target '" + head.target() + "' has no label that counts in any of the "
                    + part.size() + " " + name + " examples: all are unlabelled or ignored");
        }
    }

    private static void check(Task task, Model model, Head head) {
        task.target(head);
        head.check(model.fields());
        task.metricsFor(head);
    }

    private static void at(String path, Runnable check) {
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
    }
}
