package dev.regimen.model;

import java.util.List;
import java.util.Optional;

/**
 * A named module of a model.
 *
 * @param name the name under which its output can be read
 * @param reads the fields or modules that it takes, in order
 * @param each the axis of items that the module sees one at a time, with the same weights for each, such as
 *     {@code "digits"}
 * @param net its network
 */
public record ModuleSpec(String name, List<String> reads, Optional<String> each, Net net) {
    public ModuleSpec {
        if (name == null || !name.matches("[A-Za-z][A-Za-z0-9_-]*")) {
            throw new IllegalArgumentException(
                    "a module's name is letters, digits, '-' and '_', beginning with a letter, not '" + name + "'");
        }
        if (reads == null || reads.isEmpty()) {
            throw new IllegalArgumentException("module '" + name + "' reads nothing");
        }
        if (net == null) {
            throw new IllegalArgumentException("module '" + name + "' has no net");
        }
        reads = List.copyOf(reads);
        each = each == null ? Optional.empty() : each;
    }

    public static ModuleSpec of(String name, String reads, Net net) {
        return new ModuleSpec(name, List.of(reads), Optional.empty(), net);
    }

    /** The same module, applied to each item of this axis. */
    public ModuleSpec each(String items) {
        return new ModuleSpec(name, reads, Optional.of(items), net);
    }
}
