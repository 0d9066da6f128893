package dev.regimen.objective;

import dev.regimen.data.Field;
import dev.regimen.data.Names;
import java.util.Map;

/** Checks that several losses share. */
final class Heads {
    private Heads() {}

    /** A field or module's output by name, or an error that says which objective asked for it. */
    static Field field(Map<String, Field> fields, Head head, String name) {
        if (name == null) {
            throw new IllegalArgumentException("the objective of module '" + head.of() + "' names no target");
        }
        Field field = fields.get(name);
        if (field == null) {
            throw new IllegalArgumentException("the objective of module '" + head.of() + "': "
                    + Names.unknown("field or module", name, fields.keySet()));
        }
        return field;
    }
}
