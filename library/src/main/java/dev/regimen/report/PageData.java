package dev.regimen.report;

import dev.regimen.comparison.ComparisonResult;
import dev.regimen.metric.Metrics;
import dev.regimen.run.Provenance;
import dev.regimen.run.Results;
import dev.regimen.task.Scores;
import dev.regimen.torch.Engine;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that the page's script works with.
 *
 * @param comparison what was found, without its samples
 * @param samples those, as pictures and words
 * @param provenance what computed, and when
 * @param otherEngines what else computed after a resume
 * @param fractions the metrics that are shown in percent
 * @param experiment in YAML, with all defaults
 */
record PageData(
        ComparisonResult comparison,
        Samples samples,
        Provenance provenance,
        List<Engine> otherEngines,
        List<String> fractions,
        String experiment) {
    static PageData of(Results results, String experiment) {
        ComparisonResult comparison = results.comparison();
        return new PageData(
                comparison,
                Samples.of(comparison),
                results.provenance(),
                results.otherEngines(),
                fractions(comparison.chance()),
                experiment);
    }

    private static List<String> fractions(Scores chance) {
        return Stream.concat(Stream.of(chance.metrics()), chance.seams().values().stream())
                .flatMap(scores -> scores.keySet().stream())
                .filter(Metrics::isFraction)
                .distinct()
                .toList();
    }
}
