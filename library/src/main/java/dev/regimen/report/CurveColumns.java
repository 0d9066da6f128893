package dev.regimen.report;

import dev.regimen.training.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A phase's learning curve by columns, thinned to what a screen can show.
 *
 * @param examples since the phase began, as are the seconds
 * @param values the metric to choose by, on the validation examples
 * @param seams the same at every seam, by module
 */
record CurveColumns(List<Long> examples, List<Double> seconds, List<Double> values, Map<String, List<Double>> seams) {
    private static final int MOST_POINTS = 120;

    static CurveColumns of(List<Point> curve) {
        List<Point> points = thinned(curve);
        Map<String, List<Double>> seams = new LinkedHashMap<>();
        points.forEach(point -> point.validation().seams().forEach((module, values) -> seams.computeIfAbsent(
                        module, key -> new ArrayList<>())
                .add(first(values))));
        return new CurveColumns(
                points.stream().map(point -> point.spent().examples()).toList(),
                points.stream().map(point -> point.spent().seconds()).toList(),
                points.stream()
                        .map(point -> first(point.validation().metrics()))
                        .toList(),
                seams);
    }

    /** Of every head's metrics the first is the one to choose by. */
    private static Double first(Map<String, Double> metrics) {
        return metrics.values().stream().findFirst().orElse(Double.NaN);
    }

    /** Evenly, but never without the last. */
    private static List<Point> thinned(List<Point> curve) {
        int every = (curve.size() + MOST_POINTS - 1) / MOST_POINTS;
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < curve.size(); i++) {
            if (i % every == 0 || i == curve.size() - 1) {
                points.add(curve.get(i));
            }
        }
        return points;
    }
}
