package dev.regimen.report;

import dev.regimen.comparison.ComparisonResult;
import dev.regimen.run.Provenance;
import dev.regimen.run.Results;
import dev.regimen.torch.Engine;
import java.util.List;

/**
 * All that the page's script works with.
 *
 * @param comparison what was found, without its samples
 * @param samples those, as pictures and words
 * @param provenance what computed, and when
 * @param otherEngines what else computed after a resume
 * @param experiment in YAML, with all defaults
 */
record PageData(
        ComparisonResult comparison,
        Samples samples,
        Provenance provenance,
        List<Engine> otherEngines,
        String experiment) {
    static PageData of(Results results, String experiment) {
        ComparisonResult comparison = results.comparison();
        return new PageData(
                comparison, Samples.of(comparison), results.provenance(), results.otherEngines(), experiment);
    }
}
