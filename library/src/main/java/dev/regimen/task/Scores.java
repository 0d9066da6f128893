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
}
