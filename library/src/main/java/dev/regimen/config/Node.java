package dev.regimen.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** YAML as it was written, each part with its place. What a scalar means is decided by the setting that it is for. */
sealed interface Node {
    /** Where it begins. */
    Place place();

    /** What it is, for a message: {@code found …}. */
    String description();

    /**
     * A word, number or text.
     *
     * @param plain whether it was written without quotation marks
     */
    record Scalar(String text, boolean plain, Place place) implements Node {
        /** Whether nothing at all was written. */
        boolean absent() {
            return plain && text.isEmpty();
        }

        /** Whether it asks for the default. */
        boolean isNull() {
            return plain && (text.equals("null") || text.equals("~"));
        }

        @Override
        public String description() {
            if (absent()) {
                return "nothing";
            }
            return (plain ? "'" : "the text '") + text + "'";
        }
    }

    /** A list. */
    record Sequence(List<Node> items, Place place) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String description() {
            return "a list";
        }
    }

    /** A map, its entries in the order in which they were written. */
    record Mapping(Map<String, Entry> entries, Place place) implements Node {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /** The same with one entry put in or replaced. */
        Mapping with(String key, Entry entry) {
            Map<String, Entry> changed = new LinkedHashMap<>(entries);
            changed.put(key, entry);
            return new Mapping(changed, place);
        }

        @Override
        public String description() {
            return "a map";
        }
    }

    /** A value and where its key stands. */
    record Entry(Place key, Node value) {}
}
