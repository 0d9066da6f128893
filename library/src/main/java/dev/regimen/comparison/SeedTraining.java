package dev.regimen.comparison;

import dev.regimen.budget.Spent;
import dev.regimen.budget.StopReason;
import dev.regimen.data.Dataset;
import dev.regimen.ensemble.EnsemblePredictor;
import dev.regimen.metric.Confusion;
import dev.regimen.metric.Metric;
import dev.regimen.metric.Relabelling;
import dev.regimen.objective.Head;
import dev.regimen.regimen.TrainingResult;
import dev.regimen.task.Evaluation;
import dev.regimen.task.Latency;
import dev.regimen.task.OutlierDetection;
import dev.regimen.task.Samples;
import dev.regimen.task.Scores;
import dev.regimen.task.Task;
import dev.regimen.training.Label;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns what a training did into the result that is stored and compared. */
final class SeedTraining {
    /** With more classes a renaming would be fitted to a handful of examples each, in a time that grows cubically. */
    private static final int MOST_RENAMED = 100;

    private final Task task;
    private final Optional<Double> target;

    SeedTraining(Task task, Optional<Double> target) {
        this.task = task;
        this.target = target;
    }

    /** @param measureTest whether to read the test examples, which happens once, at the very end */
    SeedResult result(
            long seed, Double learningRate, TrainingResult training, boolean measureTest, boolean withSamples) {
        List<PhaseReport> phases = training.allPhases().toList();
        Scores validation = scores(training, task.examples().validation());
        SeedResult.Measured measured =
                measureTest ? measured(training, validation, withSamples) : unmeasured(validation);
        Spent spent = phases.stream().map(PhaseReport::spent).reduce(Spent.NOTHING, Spent::plus);
        return new SeedResult(
                seed,
                learningRate,
                training.stop(),
                message(training.stop(), phases, spent),
                measured,
                spent.examples(),
                spent.steps(),
                spent.seconds(),
                spent.cpuSeconds(),
                updates(training, ""),
                training.trainedParameters(),
                phases.stream().mapToDouble(PhaseReport::flops).sum(),
                labels(training, phases),
                target.map(value -> toTarget(value, training, validation, spent))
                        .orElse(null),
                training.phases(),
                training.members().stream().map(SeedTraining::member).toList(),
                withSamples ? Samples.predictions(training.predictor(), task) : Map.of());
    }

    private static List<Label> labels(TrainingResult training, List<PhaseReport> phases) {
        List<List<Label>> all =
                new ArrayList<>(phases.stream().map(PhaseReport::labels).toList());
        all.add(training.predictor().fittedTo().stream()
                .map(field -> new Label(field, Label.COMBINER))
                .toList());
        return Label.union(all);
    }

    private static SeedResult.Measured unmeasured(Scores validation) {
        return new SeedResult.Measured(Map.of(), Map.of(), validation.metrics(), Map.of());
    }

    private SeedResult.Measured measured(TrainingResult training, Scores validation, boolean withSamples) {
        Scores test = OutlierDetection.with(
                        List.of(scores(training, task.examples().test())),
                        batch -> List.of(training.predictor().predict(batch)),
                        task)
                .get(0);
        if (training.stop() == StopReason.DIVERGED) {
            test = test.failed();
        }
        Map<String, Map<String, Double>> seams = new LinkedHashMap<>();
        test.seams().forEach((module, values) -> seams.put(module, new LinkedHashMap<>(values)));
        Map<String, List<Integer>> meanings = new LinkedHashMap<>();
        task.seams().values().stream().filter(this::renamable).forEach(head -> {
            double accuracy = Double.NaN;
            if (training.stop() != StopReason.DIVERGED && training.predictor().says(head.of())) {
                Relabelling relabelling = Relabelling.fit(
                        confusion(training, head, task.examples().validation()));
                meanings.put(head.of(), relabelling.meanings());
                accuracy = relabelling.accuracy(
                        confusion(training, head, task.examples().test()));
            }
            seams.get(head.of()).put(Relabelling.METRIC, accuracy);
        });
        boolean known = !Double.isNaN(test.metrics().get(task.metricName(task.finalHead(), task.primaryMetric())));
        return known
                ? new SeedResult.Measured(
                        test.metrics(),
                        seams,
                        validation.metrics(),
                        meanings,
                        Evaluation.reliability(
                                        training.predictor(),
                                        task,
                                        task.examples().test())
                                .orElse(null),
                        Latency.seconds(training.predictor(), task.examples().test()),
                        training.predictor() instanceof EnsemblePredictor ensemble ? ensemble.worth(withSamples) : null)
                : new SeedResult.Measured(test.metrics(), seams, validation.metrics(), meanings);
    }

    private boolean renamable(Head head) {
        int classes = task.target(head).classes().size();
        return classes > 1 && classes <= MOST_RENAMED && head.reading().isEmpty();
    }

    private Confusion confusion(TrainingResult training, Head head, Dataset data) {
        return Evaluation.confusion(training.predictor(), task, head, data);
    }

    /** A diverged training is a failure: what its last weights happen to say is no result. */
    private Scores scores(TrainingResult training, Dataset data) {
        Scores scores = Evaluation.scores(training.predictor(), task, data);
        return training.stop() == StopReason.DIVERGED ? scores.failed() : scores;
    }

    /** What the phase says that it ended with; of a target, what it cost in all phases. */
    private static String message(StopReason stop, List<PhaseReport> phases, Spent spent) {
        return switch (stop) {
            case BUDGET_SPENT -> null;
            case TARGET_REACHED -> "the target was reached after " + spent.examples() + " examples";
            case DIVERGED, CANCELLED ->
                phases.stream()
                        .filter(phase -> phase.stop() == stop)
                        .map(PhaseReport::message)
                        .findFirst()
                        .orElse(null);
        };
    }

    private static SeedResult.MemberReport member(TrainingResult training) {
        return new SeedResult.MemberReport(
                training.phases(),
                training.members().stream().map(SeedTraining::member).toList());
    }

    private static Map<String, Long> updates(TrainingResult training, String prefix) {
        Map<String, Long> updates = new LinkedHashMap<>();
        training.phases().forEach(phase -> phase.updates()
                .forEach((module, count) -> updates.merge(prefix + module, count, Long::sum)));
        for (int i = 0; i < training.members().size(); i++) {
            updates.putAll(updates(training.members().get(i), prefix + "member-" + (i + 1) + "/"));
        }
        return updates;
    }

    /**
     * The cost of the first point of the learning curve that reached the target. What was reached before a module was
     * drawn anew was lost by that. An ensemble's members have curves, the ensemble has its final value only.
     */
    private ToTarget toTarget(double value, TrainingResult training, Scores last, Spent all) {
        Spent before = Spent.NOTHING;
        Spent first = null;
        for (PhaseReport phase : training.phases()) {
            first = phase.fresh().isEmpty() ? first : null;
            for (Point point : phase.curve()) {
                if (first == null && reached(point.validation(), value)) {
                    first = before.plus(point.spent());
                }
            }
            before = before.plus(phase.spent());
        }
        if (first != null) {
            return new ToTarget(true, first.examples(), first.seconds());
        }
        boolean atLast = reached(last, value);
        return atLast ? new ToTarget(true, all.examples(), all.seconds()) : ToTarget.NOT_REACHED;
    }

    private boolean reached(Scores scores, double value) {
        Metric metric = task.primaryMetric();
        Double found = scores.metrics().get(task.metricName(task.finalHead(), metric));
        return found != null && metric.reaches(found, value);
    }
}
