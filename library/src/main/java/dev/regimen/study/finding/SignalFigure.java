package dev.regimen.study.finding;

import dev.regimen.diagnosis.GradientSignal;
import dev.regimen.diagnosis.Measured;
import dev.regimen.report.Numbers;
import dev.regimen.study.Figure;
import dev.regimen.study.SignalResult;
import dev.regimen.study.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Signal against noise of the gradients, before and along training. */
public final class SignalFigure {
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 520;
    private static final Lines.Axis RATIO = Lines.Axis.logarithmic("signal / noise of one example's gradient");
    private static final String ESTIMATOR =
            " Signal: the squared norm of the mean gradient, estimated without bias by the mean of the products of"
                    + " different batches' gradients; noise: the trace of one example's covariance; 95 % intervals by a"
                    + " jackknife over 20 groups of batches. An open triangle that points down: the interval of the signal"
                    + " includes zero, and the mark is an upper bound, half an interval above the estimate or above zero if"
                    + " that is higher. A seam's loss is the mean over the images of an example, so that its noise falls and"
                    + " its ratio grows with their number by construction; the published figure takes the first image alone.";

    private static final String OTHERS_TRAINED = ", the others trained";
    private static final String UNTRAINED = "none, measured apart";

    private SignalFigure() {}

    /**
     * By the place on an axis, for the mean over models before training; and of modules of controls, drawn anew among
     * trained and frozen others.
     *
     * @param target what the others must have reached
     */
    public static Figure before(List<SignalResult> results, String axis, double target) {
        Set<String> labels = new LinkedHashSet<>();
        results.forEach(result -> labels.add(result.plan().place().get(axis)));
        List<Lines.Series> series = new ArrayList<>();
        for (String name : names(results)) {
            series.add(series(name, labels, label -> ratios(before(results, axis, label), name)));
            series.add(series(
                    name + OTHERS_TRAINED, labels, label -> ratios(amongTrained(results, axis, label, target), name)));
        }
        series.removeIf(one -> one.points().isEmpty());
        return new Figure(
                "signal",
                "Signal against noise of the gradients before training",
                "Means over " + seeds(results)
                        + " initial models: their readers are the same at every place, their heads are not, as a head's input is as"
                        + " wide as there are images; small rings: the models one by one, where there is a signal. The intervals are"
                        + " about the examples drawn, not about other models."
                        + " The others trained: the module is drawn anew when the others are trained step by step and frozen, as a"
                        + " control begins; of the models whose others had reached the target."
                        + ESTIMATOR,
                Lines.KIND,
                new Lines(
                        Lines.Axis.categories(axis, List.copyOf(labels)),
                        RATIO,
                        List.of(new Lines.Panel("by module and objective", series, List.of()))),
                WIDTH / 2 + 120,
                HEIGHT);
    }

    private static Lines.Series series(String name, Set<String> labels, Function<String, List<Measured>> measured) {
        List<Lines.Point> points = new ArrayList<>();
        for (String label : labels) {
            List<Measured> models = measured.apply(label);
            if (!models.isEmpty()) {
                points.add(shown(mean(models), null, label).of(positive(models)));
            }
        }
        return new Lines.Series(name, points);
    }

    /** Of several models those whose signal is above zero. */
    private static List<Double> positive(List<Measured> models) {
        return models.size() < 2
                ? List.of()
                : models.stream()
                        .filter(Measured::positive)
                        .map(Measured::value)
                        .toList();
    }

    /** Along the trainings of a contender, with a panel for each. */
    public static Figure along(List<SignalResult> results, String contender) {
        List<SignalResult> trained = results.stream()
                .filter(result -> !result.along().isEmpty())
                .filter(result -> result.plan().contender().equals(contender))
                .toList();
        List<Lines.Panel> panels = new ArrayList<>();
        for (SignalResult result : trained) {
            List<Lines.Series> series = new ArrayList<>();
            for (String name : names(results)) {
                List<Lines.Point> points = new ArrayList<>();
                for (SignalResult.Point point : result.along()) {
                    ratio(List.of(point.signals()), name)
                            .ifPresent(found -> points.add(shown(found, (double) point.examples(), null)));
                }
                series.add(new Lines.Series(name, points));
            }
            panels.add(new Lines.Panel(result.plan().where(), series, List.of()));
        }
        return new Figure(
                "signal-" + contender,
                "Signal against noise of the gradients along " + contender + " training",
                "One training each, with the published network." + ESTIMATOR,
                Lines.KIND,
                new Lines(Lines.Axis.numbers("examples"), RATIO, panels),
                WIDTH,
                HEIGHT);
    }

    /** The ratios and their intervals. */
    public static Table table(List<SignalResult> results) {
        List<List<String>> rows = new ArrayList<>();
        for (SignalResult result : results) {
            result.before().forEach(signal -> rows.add(row(result, UNTRAINED, 0, signal)));
            result.along().forEach(point -> point.signals()
                    .forEach(signal -> rows.add(row(result, training(result), point.examples(), signal))));
        }
        return new Table(
                "Signal against noise of the gradients",
                "For each model, module and objective: the ratio with its 95 % interval, and the examples it was estimated"
                        + " from. Before training a model is measured apart, from more examples; a training that begins"
                        + " from the same weights measures them again, trained on 0.",
                List.of("cell", "training", "seed", "trained on", "module: objective", "signal / noise", "examples"),
                rows);
    }

    /** A control's with what its neighbours had reached. */
    private static String training(SignalResult result) {
        String contender = result.plan().contender();
        return result.others() == null
                ? contender
                : contender + ", the others at " + Numbers.metric("accuracy", result.others());
    }

    private static List<String> row(SignalResult result, String training, long examples, GradientSignal signal) {
        return List.of(
                result.plan().where(),
                training,
                String.valueOf(result.plan().seed()),
                String.valueOf(examples),
                name(signal),
                words(signal.ratio()),
                String.format(Locale.ROOT, "%,d", signal.examples()));
    }

    private static List<List<GradientSignal>> before(List<SignalResult> results, String axis, String label) {
        return results.stream()
                .filter(result -> label.equals(result.plan().place().get(axis)))
                .filter(result -> !result.before().isEmpty())
                .map(SignalResult::before)
                .toList();
    }

    private static List<List<GradientSignal>> amongTrained(
            List<SignalResult> results, String axis, String label, double target) {
        return results.stream()
                .filter(result -> label.equals(result.plan().place().get(axis)))
                .filter(result -> result.others() != null && result.others() >= target)
                .map(result -> result.along().get(0).signals())
                .toList();
    }

    private static List<Measured> ratios(List<List<GradientSignal>> models, String name) {
        return models.stream()
                .flatMap(List::stream)
                .filter(signal -> name(signal).equals(name))
                .map(GradientSignal::ratio)
                .toList();
    }

    private static Optional<Measured> ratio(List<List<GradientSignal>> models, String name) {
        List<Measured> found = ratios(models, name);
        return found.isEmpty() ? Optional.empty() : Optional.of(mean(found));
    }

    /** Of independent estimates with symmetric intervals. */
    public static Measured mean(List<Measured> all) {
        double mean = all.stream().mapToDouble(Measured::value).average().orElseThrow();
        double squares = all.stream()
                .mapToDouble(one -> (one.high() - one.low()) / 2)
                .map(half -> half * half)
                .sum();
        double half = Math.sqrt(squares) / all.size();
        return new Measured(mean, mean - half, mean + half);
    }

    private static Lines.Point shown(Measured found, Double x, String label) {
        return found.positive()
                ? new Lines.Point(x, label, found.value(), found.low(), found.high(), Lines.Bound.NONE)
                : new Lines.Point(x, label, most(found), null, null, Lines.Bound.AT_MOST);
    }

    private static String words(Measured ratio) {
        return ratio.positive()
                ? String.format(Locale.ROOT, "%.2g [%.2g, %.2g]", ratio.value(), ratio.low(), ratio.high())
                : String.format(Locale.ROOT, "< %.2g", most(ratio));
    }

    /** A signal is no less than zero, however far below its estimate falls: the interval then begins at zero. */
    private static double most(Measured ratio) {
        return Math.max(ratio.value(), 0) + (ratio.high() - ratio.low()) / 2;
    }

    private static Set<String> names(List<SignalResult> results) {
        Set<String> names = new LinkedHashSet<>();
        for (SignalResult result : results) {
            result.before().forEach(signal -> names.add(name(signal)));
            result.along().forEach(point -> point.signals().forEach(signal -> names.add(name(signal))));
        }
        return names;
    }

    private static String name(GradientSignal signal) {
        return signal.module() + ": " + signal.objective();
    }

    private static long seeds(List<SignalResult> results) {
        return results.stream().map(result -> result.plan().seed()).distinct().count();
    }
}
