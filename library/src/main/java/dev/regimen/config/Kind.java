package dev.regimen.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A kind of thing that the catalog has several of.
 *
 * @param name in the singular, as in {@code unknown net}
 * @param plural as in {@code list nets}
 * @param type what all of them implement
 */
public record Kind(String name, String plural, Class<?> type, List<CatalogEntry> entries) {
    /** Checks that each entry is of this kind. */
    public Kind {
        entries = List.copyOf(entries);
        for (CatalogEntry entry : entries) {
            if (!type.isAssignableFrom(entry.type())) {
                throw new IllegalArgumentException(
                        entry.type().getName() + " is no " + name + ": it does not implement " + type.getName());
            }
        }
    }

    /** As {@code a net} or {@code an optimizer}. */
    String noun() {
        return ("aeiou".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
    }

    /** The names, in the catalog's order. */
    public List<String> names() {
        return entries.stream().map(CatalogEntry::name).toList();
    }

    /** The entry of this name. */
    public Optional<CatalogEntry> entry(String called) {
        return entries.stream().filter(entry -> entry.name().equals(called)).findFirst();
    }

    /** The same with one more, which takes the place of one with its name. */
    Kind with(CatalogEntry added) {
        Stream<CatalogEntry> others =
                entries.stream().filter(entry -> !entry.name().equals(added.name()));
        return new Kind(
                name, plural, type, Stream.concat(others, Stream.of(added)).toList());
    }

    /** Only those of a narrower type. */
    Kind narrowed(Class<?> narrower) {
        return new Kind(
                name,
                plural,
                type,
                entries.stream()
                        .filter(entry -> narrower.isAssignableFrom(entry.type()))
                        .toList());
    }
}
