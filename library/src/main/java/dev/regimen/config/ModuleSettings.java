package dev.regimen.config;

import dev.regimen.model.ModuleSpec;
import dev.regimen.model.Net;
import dev.regimen.objective.Head;
import dev.regimen.training.OptimizerSettings;
import java.util.List;
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
    ModuleSpec spec(String name) {
        return new ModuleSpec(name, reads, each, net);
    }

    /** The same, its objective being about the module of this name unless it says otherwise. */
    ModuleSettings named(String name) {
        return new ModuleSettings(reads, each, net, objective.map(head -> Judged.by(head, name)), optimizer);
    }
}
