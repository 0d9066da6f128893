package dev.regimen.config;

import dev.regimen.data.Names;
import java.util.List;

/** Every name that YAML can say after {@code type}: those of {@link StandardKinds}, and what a person adds. */
public final class Catalog {
    private static final Catalog STANDARD = new Catalog(StandardKinds.all());

    private final List<Kind> kinds;

    private Catalog(List<Kind> kinds) {
        this.kinds = List.copyOf(kinds);
    }

    /** What this library brings. */
    public static Catalog standard() {
        return STANDARD;
    }

    /** All kinds, in the order in which they are listed. */
    public List<Kind> kinds() {
        return kinds;
    }

    /**
     * A kind by its name or plural.
     *
     * @throws IllegalArgumentException if there is none; the message names the nearest
     */
    public Kind kind(String name) {
        return kinds.stream()
                .filter(kind -> kind.plural().equals(name) || kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Names.unknown(
                        "kind", name, kinds.stream().map(Kind::plural).toList())));
    }

    /** The same catalog with a record of one's own in it, which can then be read from YAML. */
    public Catalog with(CatalogEntry entry) {
        Class<?> extended = kind(entry.type()).type();
        return new Catalog(kinds.stream()
                .map(kind -> kind.type() == extended ? kind.with(entry) : kind)
                .toList());
    }

    /** The settings of an entry, in the order of its record, for a list. */
    public List<Setting> settings(CatalogEntry entry) {
        return Setting.of(entry, this);
    }

    /** What can stand where this type is declared. */
    Kind kind(Class<?> declared) {
        return kinds.stream()
                .filter(kind -> kind.type().isAssignableFrom(declared))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(declared.getName() + " is of none of the catalog's kinds"))
                .narrowed(declared);
    }

    /** @throws IllegalArgumentException if this catalog has no name for such a value */
    String nameOf(Class<?> declared, Object value) {
        Kind kind = kind(declared);
        return kind.entries().stream()
                .filter(entry -> entry.type() == value.getClass())
                .findFirst()
                .map(CatalogEntry::name)
                .orElseThrow(() -> new IllegalArgumentException("the " + kind.name() + " "
                        + value.getClass().getName()
                        + " has no name in the catalog, so it cannot be written to a file; add it by Catalog.with"));
    }
}
