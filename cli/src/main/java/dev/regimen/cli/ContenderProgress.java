package dev.regimen.cli;

import dev.regimen.budget.Budget;
import dev.regimen.budget.Spent;
import dev.regimen.report.Numbers;
import dev.regimen.task.Scores;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.TrainingKey;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How far one contender's trainings are. */
final class ContenderProgress {
    private final String name;
    private final Budget.Unit unit;
    private final Map<TrainingKey, Double> finished = new HashMap<>();
    private final Map<TrainingKey, Double> current = new HashMap<>();
    private final double stored;
    private double begun;
    private long examples;
    private final Map<TrainingKey, Long> currentExamples = new HashMap<>();
    private double loss = Double.NaN;
    private String metric = "";
    private String doing = "waiting";

    /** @param stored what finished trainings spent before the program started, in the budget's unit */
    ContenderProgress(String name, Budget.Unit unit, double stored) {
        this.name = name;
        this.unit = unit;
        this.stored = stored;
    }

    /** @param before what was spent on the phase before the program started */
    void started(TrainingKey key, Spent before) {
        current.put(key, before.in(unit));
        currentExamples.put(key, before.examples());
        begun += before.in(unit);
        examples -= before.examples();
    }

    void progressed(TrainingKey key, String phase, Spent spent, double newLoss) {
        current.put(key, spent.in(unit));
        currentExamples.put(key, spent.examples());
        loss = newLoss;
        doing = place(key) + ", " + phase;
    }

    private static String place(TrainingKey key) {
        return (key.contender().startsWith("tuning/")
                        ? "rate " + key.contender().substring(key.contender().lastIndexOf('/') + 1)
                        : "seed " + key.seed())
                + (key.members().isEmpty() ? "" : " member " + (key.members().get(0) + 1));
    }

    void evaluated(Scores scores) {
        scores.metrics().entrySet().stream()
                .findFirst()
                .ifPresent(entry -> metric = entry.getKey() + " " + Numbers.metric(entry.getKey(), entry.getValue()));
    }

    void finished(TrainingKey key, PhaseReport report) {
        finished.merge(key, report.spent().in(unit), Double::sum);
        examples += report.spent().examples();
        // Of one that learns in one go nothing was heard before.
        doing = place(key) + ", " + report.phase();
        current.remove(key);
        currentExamples.remove(key);
    }

    /** What is trained so far, in the budget's unit. */
    double done() {
        return stored + sum(finished) + sum(current);
    }

    /** The part of it that was trained before the program started. */
    double earlier() {
        return stored + begun;
    }

    /** Trained since the program started. */
    long examples() {
        return examples
                + currentExamples.values().stream().mapToLong(Long::longValue).sum();
    }

    /** As {@code end-to-end 42 % loss 0.1234 accuracy 91.2 % seed 3, reader}. */
    String line(int nameWidth, double whole) {
        // Of what costs nothing here, all is done.
        double share = whole > 0 ? Math.min(1, done() / whole) : 1;
        String part = String.format(Locale.ROOT, "%3.0f %%", 100 * share);
        String losses = Double.isNaN(loss) ? "" : String.format(Locale.ROOT, "  loss %.4f", loss);
        String state = done() >= 0.999 * whole ? "done" : doing;
        return name + " ".repeat(Math.max(0, nameWidth - name.length())) + "  " + part + losses
                + (metric.isEmpty() ? "" : "  " + metric) + "  " + state;
    }

    private static double sum(Map<TrainingKey, Double> amounts) {
        return amounts.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
