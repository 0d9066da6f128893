package dev.regimen.config;

import dev.regimen.data.Names;
import dev.regimen.metric.Metric;
import dev.regimen.metric.Metrics;
import dev.regimen.model.ModelSpec;
import dev.regimen.objective.Head;
import dev.regimen.objective.Objective;
import dev.regimen.regimen.ModuleSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What an experiment does not say itself: which module an objective is about, and what is measured. */
final class Judged {
    private Judged() {}

    /**
     * The final objective, about the last module unless it names one.
     *
     * @throws IllegalArgumentException if it names none and there is not exactly one module that no other reads
     */
    static Objective last(Objective objective, ModelSpec spec) {
        if (!(objective instanceof Head head) || head.of() != null) {
            return objective;
        }
        List<String> last = spec.names().stream()
                .filter(name -> spec.modules().stream()
                        .noneMatch(module -> module.reads().contains(name)))
                .toList();
        if (last.size() > 1) {
            throw new IllegalArgumentException("objective: 'of' is missing, and there are several modules that it could"
                    + " be about: " + String.join(", ", last));
        }
        return head.withOf(last.get(0));
    }

    /** @throws IllegalArgumentException if the final objective is about a module that does not exist, or about none */
    static void requireKnown(Objective objective, ModelSpec spec) {
        for (Head head : objective.heads()) {
            if (head.of() == null) {
                throw new IllegalArgumentException("objective: 'of' is missing, the module that it is about");
            }
            if (!spec.names().contains(head.of())) {
                throw new IllegalArgumentException("objective.of: " + Names.unknown("module", head.of(), spec.names()));
            }
        }
    }

    /** @throws IllegalArgumentException if the objective at a seam is about another module */
    static void requireOwn(String module, Head head) {
        String path = "modules." + module + ".objective";
        if (!head.of().equals(module)) {
            throw new IllegalArgumentException(path + ".of: the objective of module '" + module
                    + "' is about its own output, not that of '" + head.of() + "'");
        }
    }

    /** What is measured unless something else is asked for: of strings more, where some head predicts them. */
    static List<Metric> metrics(Objective objective, Map<String, ModuleSettings> modules) {
        boolean strings = Stream.concat(
                        objective.heads().stream(),
                        modules.values().stream().flatMap(module -> module.objective().stream()))
                .anyMatch(head -> head.reading().isPresent());
        return strings
                ? Stream.concat(Metrics.DEFAULTS.stream(), Metrics.OF_STRINGS.stream())
                        .toList()
                : Metrics.DEFAULTS;
    }
}
