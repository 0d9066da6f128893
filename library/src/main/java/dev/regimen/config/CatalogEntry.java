package dev.regimen.config;

/**
 * A name that YAML can say after {@code type}.
 *
 * @param name in kebab case
 * @param type the record of its settings
 * @param description what it is, one line
 * @param example settings that make it complete, as YAML {@code {outputs: 10}}: those without a default, and no others
 */
public record CatalogEntry(String name, Class<? extends Record> type, String description, String example) {
    private static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

    /** Checks the name. */
    public CatalogEntry {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("a name in the catalog is words joined by '-', not '" + name + "'");
        }
    }

    /** An entry whose settings all have defaults. */
    public static CatalogEntry of(String name, Class<? extends Record> type, String description) {
        return new CatalogEntry(name, type, description, "{}");
    }

    /** The same with an example, for settings that have no default. */
    public CatalogEntry needing(String settings) {
        return new CatalogEntry(name, type, description, settings);
    }
}
