package dev.regimen.study;

import dev.regimen.diagnosis.GradientSignal;
import dev.regimen.diagnosis.Measured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Signal against noise of the gradients, before and along training. */
final class SignalFigure {
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

    private static final String UNTRAINED = "none, measured apart";

    private SignalFigure() {}

    /** By the place on an axis, for the mean over models before training. */
    static Figure before(List<SignalResult> results, String axis) {
        Set<String> labels = new LinkedHashSet<>();
        results.forEach(result -> labels.add(result.plan().place().get(axis)));
        List<Lines.Series> series = new ArrayList<>();
        for (String name : names(results)) {
            series.add(
                    new Lines.Series(
                            name,
                            labels.stream()
                                    .flatMap(label -> ratio(before(results, axis, label), name)
                                            .map(found -> shown(found, null, label))
                                            .stream())
                                    .toList()));
        }
        return new Figure(
                "signal",
                "Signal against noise of the gradients before training",
                "Means over " + seeds(results)
                        + " initial models: their readers are the same at every place, their heads are not, as a head's input is as"
                        + " wide as there are images. The intervals are about the examples drawn, not about other models."
                        + ESTIMATOR,
                Lines.KIND,
                new Lines(
                        Lines.Axis.categories(axis, List.copyOf(labels)),
                        RATIO,
                        List.of(new Lines.Panel("by module and objective", series, List.of()))),
                WIDTH / 2 + 120,
                HEIGHT);
    }

    /** Along the trainings of a contender, with a panel for each. */
    static Figure along(List<SignalResult> results, String contender) {
        List<SignalResult> trained = results.stream()
                .filter(result -> result.points().size() > 1)
                .filter(result -> result.plan().contender().equals(contender))
                .toList();
        List<Lines.Panel> panels = new ArrayList<>();
        for (SignalResult result : trained) {
            List<Lines.Series> series = new ArrayList<>();
            for (String name : names(results)) {
                List<Lines.Point> points = new ArrayList<>();
                for (SignalResult.Point point : ofTraining(result)) {
                    ratio(List.of(point), name)
                            .ifPresent(found -> points.add(shown(found, (double) point.examples(), null)));
                }
                series.add(new Lines.Series(name, points));
            }
            panels.add(new Lines.Panel(Words.where(result.plan().place()), series, List.of()));
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

    static Table table(List<SignalResult> results) {
        List<List<String>> rows = new ArrayList<>();
        for (SignalResult result : results) {
            for (int i = 0; i < result.points().size(); i++) {
                SignalResult.Point point = result.points().get(i);
                for (GradientSignal signal : point.signals()) {
                    rows.add(List.of(
                            Words.where(result.plan().place()),
                            i == 0 ? UNTRAINED : result.plan().contender(),
                            String.valueOf(result.plan().seed()),
                            String.valueOf(point.examples()),
                            name(signal),
                            words(signal.ratio()),
                            String.format(Locale.ROOT, "%,d", signal.examples())));
                }
            }
        }
        return new Table(
                "Signal against noise of the gradients",
                "For each model, module and objective: the ratio with its 95 % interval, and the examples it was estimated"
                        + " from. Before training a model is measured apart, from more examples; a training that begins"
                        + " from the same weights measures them again, trained on 0.",
                List.of("cell", "training", "seed", "trained on", "module: objective", "signal / noise", "examples"),
                rows);
    }

    /** What the training itself measured: what was measured before it stands first, and would be drawn twice. */
    private static List<SignalResult.Point> ofTraining(SignalResult result) {
        return result.points().subList(1, result.points().size());
    }

    private static List<SignalResult.Point> before(List<SignalResult> results, String axis, String label) {
        Map<Long, SignalResult.Point> points = new LinkedHashMap<>();
        results.stream()
                .filter(result -> label.equals(result.plan().place().get(axis)))
                .forEach(result ->
                        points.putIfAbsent(result.plan().seed(), result.points().get(0)));
        return List.copyOf(points.values());
    }

    private static Optional<Measured> ratio(List<SignalResult.Point> points, String name) {
        List<Measured> found = points.stream()
                .flatMap(point -> point.signals().stream())
                .filter(signal -> name(signal).equals(name))
                .map(GradientSignal::ratio)
                .toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(mean(found));
    }

    /** Of independent estimates with symmetric intervals. */
    static Measured mean(List<Measured> all) {
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
        results.forEach(
                result -> result.points().forEach(point -> point.signals().forEach(signal -> names.add(name(signal)))));
        return names;
    }

    private static String name(GradientSignal signal) {
        return signal.module() + ": " + signal.objective();
    }

    private static long seeds(List<SignalResult> results) {
        return results.stream().map(result -> result.plan().seed()).distinct().count();
    }
}
