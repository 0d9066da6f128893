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
    private final Map<TrainingKey, Spent> begun = new HashMap<>();
    private final Map<TrainingKey, Spent> running = new HashMap<>();
    private Spent trained = Spent.NOTHING;
    private double takenOver;
    private double loss = Double.NaN;
    private String metric = "";
    private String doing = "waiting";

    /** @param stored what finished trainings spent before the program started, in the budget's unit */
    ContenderProgress(String name, Budget.Unit unit, double stored) {
        this.name = name;
        this.unit = unit;
        this.stored = stored;
    }

    /** @param spent on the phase before the program started */
    void started(TrainingKey key, Spent spent) {
        current.put(key, spent.in(unit));
        begun.put(key, spent);
    }

    void progressed(TrainingKey key, String phase, Spent spent, double newLoss) {
        current.put(key, spent.in(unit));
        running.put(key, spent);
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
        Spent first = begun.getOrDefault(key, Spent.NOTHING);
        // One that is taken over from another contender begins where it ends.
        takenOver += report.spent().equals(first) ? first.in(unit) : 0;
        trained = trained.plus(report.spent()).minus(first);
        // Of one that learns in one go nothing was heard before.
        doing = place(key) + ", " + report.phase();
        current.remove(key);
        running.remove(key);
        begun.remove(key);
    }

    /** What is trained so far, in the budget's unit. */
    double done() {
        return stored + sum(finished) + sum(current);
    }

    /** The part of it that finished trainings spent before the program started. */
    double stored() {
        return stored;
    }

    /** The part of it that was taken over from other contenders since the program started. */
    double takenOver() {
        return takenOver;
    }

    /** Trained since the program started. */
    Spent trained() {
        Spent sum = trained;
        for (Map.Entry<TrainingKey, Spent> entry : running.entrySet()) {
            sum = sum.plus(entry.getValue()).minus(begun.getOrDefault(entry.getKey(), Spent.NOTHING));
        }
        return sum;
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
