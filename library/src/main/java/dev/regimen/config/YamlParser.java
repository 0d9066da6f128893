package dev.regimen.config;

import dev.regimen.data.Names;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Turns YAML text into nodes with places. Works on the parser's events, because a composed tree has already guessed
 * what scalars mean by the rules of YAML 1.1, where {@code no} is false and {@code 010} is eight.
 */
final class YamlParser {
    private static final int DEEPEST = 50;
    private static final int LARGEST = 100_000;

    /** What puts one map into another for other readers of YAML. */
    private static final String MERGE = "<<";

    /** What the parser's commonest complaints mean. */
    private static final Map<String, String> SAYINGS = Map.of(
            "TAB", "a tab; YAML is indented by spaces",
            "mapping values are not allowed", "no key is expected here; check the indentation",
            "expected <block end>", "the indentation does not fit the lines above");

    private final String source;
    private final Iterator<Event> events;
    private final Map<String, Node> anchors = new HashMap<>();
    private final IdentityHashMap<Node, Integer> sizes = new IdentityHashMap<>();
    private int depth;

    private YamlParser(String source, String text) {
        this.source = source;
        this.events = new Yaml().parse(new StringReader(text)).iterator();
    }

    /**
     * Reads one document.
     *
     * @param source what the text is called in messages
     * @throws ConfigException if it is not YAML, empty, repeats a key, or uses tags
     */
    static Node parse(String source, String text) {
        try {
            return new YamlParser(source, text).document();
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            throw new ConfigException(place(source, mark), "", "not valid YAML: " + readable(e));
        } catch (ReaderException e) {
            throw new ConfigException(
                    position(source, text, e.getPosition()),
                    "",
                    String.format("not valid YAML: the character U+%04X is not allowed", e.getCodePoint()));
        }
    }

    private Node document() {
        events.next(); // the stream begins
        Event first = events.next();
        if (first.is(Event.ID.StreamEnd)) {
            throw new ConfigException(Place.in(source), "", "is empty");
        }
        Node root = node(events.next());
        events.next(); // the document ends
        Event after = events.next();
        if (!after.is(Event.ID.StreamEnd)) {
            throw fail(after, "a second document begins here, but a file is one document");
        }
        return root;
    }

    private Node node(Event event) {
        if (event instanceof AliasEvent alias) {
            return aliased(alias);
        }
        if (++depth > DEEPEST) {
            throw fail(event, "nested more than " + DEEPEST + " levels deep");
        }
        Node node = event instanceof ScalarEvent scalar ? scalar(scalar) : collection((CollectionStartEvent) event);
        depth--;
        String anchor = ((NodeEvent) event).getAnchor();
        if (anchor != null) {
            anchors.put(anchor, node);
        }
        return node;
    }

    private Node scalar(ScalarEvent event) {
        refuseTag(event, event.getTag());
        Node node = new Node.Scalar(event.getValue(), event.isPlain(), place(source, event.getStartMark()));
        sizes.put(node, 1);
        return node;
    }

    private Node collection(CollectionStartEvent event) {
        refuseTag(event, event.getTag());
        Place place = place(source, event.getStartMark());
        Node node = event instanceof MappingStartEvent ? mapping(place) : sequence(place);
        int size = size(node);
        if (size > LARGEST) {
            throw new ConfigException(place, "", "has more than " + LARGEST + " values when aliases are put in");
        }
        sizes.put(node, size);
        return node;
    }

    private Node sequence(Place place) {
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); !event.is(Event.ID.SequenceEnd); event = events.next()) {
            items.add(node(event));
        }
        return new Node.Sequence(items, place);
    }

    private Node mapping(Place place) {
        Map<String, Node.Entry> entries = new LinkedHashMap<>();
        for (Event event = events.next(); !event.is(Event.ID.MappingEnd); event = events.next()) {
            if (!(node(event) instanceof Node.Scalar key) || key.absent()) {
                throw fail(event, "a key is a word, not a list or a map");
            }
            if (key.text().equals(MERGE)) {
                throw fail(event, "the key '<<' merges nothing here; an alias can only stand for the whole of a value");
            }
            Node.Entry earlier = entries.put(key.text(), new Node.Entry(key.place(), node(events.next())));
            if (earlier != null) {
                throw fail(
                        event,
                        "the key '" + key.text() + "' is repeated; it stands already in line "
                                + earlier.key().line());
            }
        }
        return new Node.Mapping(entries, place);
    }

    private Node aliased(AliasEvent event) {
        Node node = anchors.get(event.getAnchor());
        if (node == null) {
            throw fail(event, Names.unknown("anchor", event.getAnchor(), anchors.keySet()));
        }
        return node;
    }

    /** How many values there are below, each alias counted in full. */
    private int size(Node node) {
        long sum = 1;
        if (node instanceof Node.Sequence sequence) {
            sum += sequence.items().stream().mapToLong(sizes::get).sum();
        } else if (node instanceof Node.Mapping mapping) {
            sum += mapping.entries().values().stream()
                    .mapToLong(entry -> sizes.get(entry.value()))
                    .sum();
        }
        return (int) Math.min(sum, LARGEST + 1);
    }

    private void refuseTag(Event event, String tag) {
        if (tag != null) {
            throw fail(event, "the tag '" + tag + "' is not allowed; a 'type' says what a map is");
        }
    }

    private ConfigException fail(Event event, String problem) {
        return new ConfigException(place(source, event.getStartMark()), "", problem);
    }

    private static Place place(String source, Mark mark) {
        return mark == null ? Place.in(source) : new Place(source, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static Place position(String source, String text, int index) {
        String before = text.substring(0, Math.min(index, text.length()));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Place(source, line, before.length() - before.lastIndexOf('\n'));
    }

    private static String readable(MarkedYAMLException e) {
        String problem = String.valueOf(e.getProblem());
        return SAYINGS.entrySet().stream()
                .filter(saying -> problem.contains(saying.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(e.getContext() == null ? problem : problem + " " + e.getContext());
    }
}
