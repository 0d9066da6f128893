package dev.regimen.config;

import dev.regimen.data.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Settings from the command line, put into a file's tree before it is read: {@code budget.examples=1000}. */
final class Overrides {
    /** Maps whose keys are names that a person has chosen: another is put in whole or not at all. */
    private static final Set<String> NAMED = Set.of("modules", "regimens");

    private final Place place;
    private final String option;

    private Overrides(String option) {
        this.option = option;
        this.place = Place.in("--set " + option);
    }

    /**
     * The tree with these put in.
     *
     * @param options as {@code key.path=value}, the value in YAML; a number in the path is an item of a list, from 0
     * @throws ConfigException naming the option
     */
    static Node apply(Node root, List<String> options) {
        Node changed = root;
        for (String option : options) {
            changed = new Overrides(option).put(changed);
        }
        return changed;
    }

    private Node put(Node root) {
        int equals = option.indexOf('=');
        if (equals < 1) {
            throw fail("", "expected key.path=value, as in budget.examples=1000");
        }
        List<String> keys = List.of(option.substring(0, equals).trim().split("\\.", -1));
        if (keys.contains("")) {
            throw fail("", "a key is empty in '" + option.substring(0, equals) + "'");
        }
        return put(root, keys, 0, value(option.substring(equals + 1)));
    }

    private Node value(String text) {
        return text.isBlank() ? new Node.Scalar("", false, place) : at(YamlParser.parse(place.source(), text));
    }

    /** The node with the value put in below it. */
    private Node put(Node node, List<String> keys, int depth, Node value) {
        if (depth == keys.size()) {
            return value;
        }
        String key = keys.get(depth);
        if (node instanceof Node.Sequence sequence) {
            return putItem(sequence, keys, depth, value);
        }
        Node.Mapping mapping = mapping(node);
        Node.Entry entry = mapping.entries().get(key);
        boolean chosenName = depth == 1 && NAMED.contains(keys.get(0));
        boolean removed = keys.size() == 2 && value instanceof Node.Scalar scalar && scalar.isNull();
        if (entry == null && chosenName && (keys.size() > 2 || removed)) {
            throw fail(keys.get(0), Names.unknown("name", key, mapping.entries().keySet()));
        }
        Node below = entry == null ? new Node.Mapping(Map.of(), place) : entry.value();
        return mapping.with(key, new Node.Entry(place, put(below, keys, depth + 1, value)));
    }

    private Node putItem(Node.Sequence sequence, List<String> keys, int depth, Node value) {
        String path = String.join(".", keys.subList(0, depth));
        int size = sequence.items().size();
        int index = keys.get(depth).matches("[0-9]{1,6}") ? Integer.parseInt(keys.get(depth)) : size;
        if (index >= size) {
            throw fail(path, "a list of " + size + ", in which there is no item '" + keys.get(depth) + "'");
        }
        List<Node> items = new ArrayList<>(sequence.items());
        items.set(index, put(items.get(index), keys, depth + 1, value));
        return new Node.Sequence(items, sequence.place());
    }

    /** A map stays one; a word is a type without settings so far. */
    private Node.Mapping mapping(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return mapping;
        }
        boolean word = node instanceof Node.Scalar scalar && !scalar.absent() && !scalar.isNull();
        return new Node.Mapping(word ? Map.of("type", new Node.Entry(place, node)) : Map.of(), node.place());
    }

    /** The same nodes, standing in this option. */
    private Node at(Node node) {
        if (node instanceof Node.Scalar scalar) {
            return new Node.Scalar(scalar.text(), scalar.plain(), place);
        }
        if (node instanceof Node.Sequence sequence) {
            return new Node.Sequence(sequence.items().stream().map(this::at).toList(), place);
        }
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        ((Node.Mapping) node)
                .entries()
                .forEach((key, entry) -> entries.put(key, new Node.Entry(place, at(entry.value()))));
        return new Node.Mapping(entries, place);
    }

    private ConfigException fail(String path, String problem) {
        return new ConfigException(place, path, problem);
    }
}
