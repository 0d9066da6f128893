package dev.regimen.regimen;

import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.Net;
import dev.regimen.objective.Head;
import dev.regimen.optimizer.OptimizerSettings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A module as an experiment describes it, but for its name.
 *
 * @param reads the fields or modules that it takes, in order
 * @param each the axis of items that it sees one at a time, with the same weights for each; the whole value unless set
 * @param net its network
 * @param objective the objective of its own output, which makes the output a seam; none unless set
 * @param optimizer its own; the experiment's unless set
 */
public record ModuleSettings(
        List<String> reads,
        Optional<String> each,
        Net net,
        Optional<Head> objective,
        Optional<OptimizerSettings> optimizer) {
    /** Checks that it reads something and has a net. */
    public ModuleSettings {
        if (reads == null || reads.isEmpty()) {
            throw new IllegalArgumentException(
                    "reads is missing: the field or module that it takes, or a list of them");
        }
        if (net == null) {
            throw new IllegalArgumentException("net is missing: its network");
        }
        reads = List.copyOf(reads);
        each = each == null ? Optional.empty() : each;
        objective = objective == null ? Optional.empty() : objective;
        optimizer = optimizer == null ? Optional.empty() : optimizer;
    }

    /** The module under a name. */
    public ModuleSpec spec(String name) {
        return new ModuleSpec(name, reads, each, net);
    }

    /** The same, its objective being about the module of this name unless it says otherwise. */
    public ModuleSettings named(String name) {
        return new ModuleSettings(
                reads, each, net, objective.map(head -> head.of() == null ? head.withOf(name) : head), optimizer);
    }

    /** Modules by their names, each being about itself, in the same order. */
    public static Map<String, ModuleSettings> named(Map<String, ModuleSettings> modules) {
        Map<String, ModuleSettings> named = new LinkedHashMap<>();
        modules.forEach((name, settings) -> named.put(name, settings.named(name)));
        return Collections.unmodifiableMap(named);
    }

    /**
     * The model of these modules.
     *
     * @throws IllegalArgumentException if they are not one; the message begins with {@code modules}
     */
    public static ModelSpec model(Map<String, ModuleSettings> modules) {
        try {
            return new ModelSpec(modules.entrySet().stream()
                    .map(module -> module.getValue().spec(module.getKey()))
                    .toList());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("modules: " + e.getMessage(), e);
        }
    }

    /** The optimizers that are modules' own. */
    public static Map<String, OptimizerSettings> optimizers(Map<String, ModuleSettings> modules) {
        Map<String, OptimizerSettings> own = new LinkedHashMap<>();
        modules.forEach((module, settings) -> settings.optimizer().ifPresent(other -> own.put(module, other)));
        return own;
    }

    /** The objectives at the seams, by module. */
    public static Map<String, Head> seams(Map<String, ModuleSettings> modules) {
        Map<String, Head> seams = new LinkedHashMap<>();
        modules.forEach((module, settings) -> settings.objective().ifPresent(head -> seams.put(module, head)));
        return seams;
    }
}
