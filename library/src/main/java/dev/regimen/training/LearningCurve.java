package dev.regimen.training;

import dev.regimen.budget.Spent;
import dev.regimen.model.FrozenOutputs;
import dev.regimen.model.Model;
import dev.regimen.objective.Head;
import dev.regimen.task.Evaluation;
import dev.regimen.task.ModelPredictor;
import dev.regimen.task.Scores;
import dev.regimen.task.Task;
import dev.regimen.torch.TensorBytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The learning curve of a phase while it grows: when to evaluate, what came out, and the best weights so far. */
final class LearningCurve implements AutoCloseable {
    private final PhaseSetting setting;
    private final Model model;
    private final List<Head> ownHeads;
    private final boolean hasFinalGoal;
    private final FrozenOutputs frozen;
    private final List<Point> points = new ArrayList<>();
    private Map<String, TensorBytes> bestWeights = Map.of();

    private double lossSum;
    private long lossCount;
    private long evaluations;
    private Double best;

    LearningCurve(PhaseSetting setting, Model model) {
        this.setting = setting;
        this.model = model;
        this.ownHeads = setting.phase().goals().stream()
                .flatMap(goal -> goal.objective().heads().stream())
                .toList();
        this.hasFinalGoal = ownHeads.contains(setting.task().finalHead());
        this.frozen = new FrozenOutputs(
                model,
                setting.phase().trainedModules(),
                setting.settings().precompute() ? Double.POSITIVE_INFINITY : 0,
                setting.settings().precompute()
                        ? setting.task().examples().validation().size()
                        : 0);
    }

    void lost(double loss) {
        lossSum += loss;
        lossCount++;
    }

    /** Whether the schedule has come to the next evaluation. */
    boolean due(Spent spent) {
        var every = setting.settings().evaluateEvery();
        return spent.in(every.unit()) >= (evaluations + 1) * every.amount();
    }

    /** Whether the last point is at exactly this place, so that there is nothing to add. */
    boolean endsAt(Spent spent) {
        return !points.isEmpty() && points.get(points.size() - 1).spent().steps() == spent.steps();
    }

    /** Measures the model on the validation examples. Draws no random numbers. */
    Point evaluate(Spent spent) {
        Task task = setting.task();
        ModelPredictor predictor = new ModelPredictor(model, task.heads());
        Scores scores;
        try {
            scores = Evaluation.scores(
                            batch -> List.of(predictor.predict(frozen.in(batch, predictor.reads()))),
                            task,
                            task.examples().validation())
                    .get(0);
        } finally {
            frozen.changed(); // or will have, when it is asked next
        }
        Point point = new Point(spent, lossCount == 0 ? null : lossSum / lossCount, scores);
        points.add(point);
        lossSum = 0;
        lossCount = 0;
        var every = setting.settings().evaluateEvery();
        evaluations = (long) Math.floor(spent.in(every.unit()) / every.amount());
        rememberIfBest(scores);
        return point;
    }

    /** A phase with an end of its own has no other: not even the target of the whole, which it may come by before. */
    boolean targetReached() {
        Double until = setting.phase().until();
        return until != null
                ? reached(ownHeads.get(0), until)
                : hasFinalGoal
                        && reached(
                                setting.task().finalHead(), setting.settings().stopAt());
    }

    private boolean reached(Head head, Double target) {
        if (target == null || points.isEmpty()) {
            return false;
        }
        double value = valueOf(head, points.get(points.size() - 1).validation());
        return setting.task().metricsFor(head).get(0).reaches(value, target);
    }

    List<Point> points() {
        return List.copyOf(points);
    }

    /** Puts the best weights back into the model, if those are to be kept. */
    void keep() {
        if (!bestWeights.isEmpty()) {
            TrainerState.restore(model, bestWeights, TrainerState.BEST);
        }
    }

    /** The best weights so far, for a checkpoint; empty unless they are to be kept. */
    Map<String, TensorBytes> tensors() {
        return bestWeights;
    }

    Checkpoint.PhaseState state(String phase, Spent spent, String source) {
        return new Checkpoint.PhaseState(phase, spent, source, lossSum, lossCount, evaluations, points, best);
    }

    void restore(Checkpoint.PhaseState state, Map<String, TensorBytes> tensors) {
        lossSum = state.lossSum();
        lossCount = state.lossCount();
        evaluations = state.evaluations();
        points.addAll(state.curve());
        best = state.best();
        if (best != null && setting.settings().keep() == Keep.BEST) {
            bestWeights = new LinkedHashMap<>();
            model.weights()
                    .keySet()
                    .forEach(name -> bestWeights.put(
                            TrainerState.BEST + name, TrainerState.required(tensors, TrainerState.BEST + name)));
        }
    }

    private void rememberIfBest(Scores scores) {
        if (setting.settings().keep() != Keep.BEST) {
            return;
        }
        double merit = judged().stream()
                .mapToDouble(head -> merit(head, scores))
                .average()
                .orElseThrow();
        if (!Double.isNaN(merit) && (best == null || merit > best)) {
            best = merit;
            bestWeights = TrainerState.copies(model, TrainerState.BEST);
        }
    }

    /**
     * The final head if the phase trains for it, as what is asked of the whole; else the phase's own heads that are
     * measured; the final one if none of them is, as with an objective of one's own.
     */
    private List<Head> judged() {
        if (hasFinalGoal) {
            return List.of(setting.task().finalHead());
        }
        List<Head> measured =
                ownHeads.stream().filter(setting.task().heads()::contains).toList();
        return measured.isEmpty() ? List.of(setting.task().finalHead()) : measured;
    }

    /** A head's first metric, so that more is better. */
    private double merit(Head head, Scores scores) {
        return setting.task().metricsFor(head).get(0).merit(valueOf(head, scores));
    }

    private double valueOf(Head head, Scores scores) {
        String metric =
                setting.task().metricName(head, setting.task().metricsFor(head).get(0));
        boolean isFinal = setting.task().objective().heads().contains(head);
        return (isFinal ? scores.metrics() : scores.seams().get(head.of())).get(metric);
    }

    @Override
    public void close() {
        frozen.close();
    }
}
