package dev.regimen.task;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measured metrics by name.
 *
 * @param metrics of the final prediction; with several final heads, {@code module.metric}
 * @param seams of the modules' own outputs, by module
 */
public record Scores(Map<String, Double> metrics, Map<String, Map<String, Double>> seams) {
    public Scores {
        metrics = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        seams = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(seams));
    }

    /** The same metrics without a number: of a training that failed. */
    public Scores failed() {
        Map<String, Map<String, Double>> own = new LinkedHashMap<>();
        seams.forEach((module, values) -> own.put(module, failed(values)));
        return new Scores(failed(metrics), own);
    }

    private static Map<String, Double> failed(Map<String, Double> values) {
        Map<String, Double> failed = new LinkedHashMap<>();
        values.keySet().forEach(name -> failed.put(name, Double.NaN));
        return failed;
    }
}
