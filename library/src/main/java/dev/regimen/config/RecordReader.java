package dev.regimen.config;

import dev.regimen.data.Names;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns nodes into records: keys are components in kebab case, and an interface is one of the catalog's entries. */
final class RecordReader {
    private static final String TYPE = "type";

    private final Catalog catalog;

    RecordReader(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Reads a value.
     *
     * @throws ConfigException saying where it does not fit
     */
    Object read(Type type, Spot spot) {
        if (type instanceof ParameterizedType generic) {
            return container(generic, spot);
        }
        Class<?> raw = (Class<?>) type;
        Optional<Form> form = Form.of(raw);
        if (form.isPresent()) {
            return form.get().read(this, spot);
        }
        if (raw.isInterface()) {
            return entry(raw, spot);
        }
        return raw.isRecord() ? record(raw, spot, spot.mapping("a map of settings")) : Scalars.read(raw, spot);
    }

    /** Reads a map of settings into a record of this class. */
    Object record(Class<?> type, Spot spot, Node.Mapping settings) {
        RecordComponent[] components = type.getRecordComponents();
        refuseUnknown(components, spot, settings);
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String key = KeyNames.ofComponent(components[i].getName());
            Node.Entry entry = settings.entries().get(key);
            if (entry != null && !isNull(entry)) {
                values[i] = read(components[i].getGenericType(), spot.child(key, entry));
            } else if (components[i].getType().isPrimitive()) {
                throw spot.fail("'" + key + "' is missing, " + TypeNames.describe(components[i].getType()));
            }
        }
        return Construction.of(type, values, spot, settings);
    }

    /** Reads what stands here into the record's first component; the others get their defaults. */
    Object first(Class<?> type, Spot spot) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        values[0] = read(components[0].getGenericType(), spot);
        return Construction.of(type, values, spot, new Node.Mapping(Map.of(), spot.place()));
    }

    private Object container(ParameterizedType generic, Spot spot) {
        Type[] arguments = generic.getActualTypeArguments();
        if (generic.getRawType() == Optional.class) {
            return Optional.of(read(arguments[0], spot));
        }
        if (generic.getRawType() == Map.class) {
            return map(generic, spot);
        }
        List<Object> items = list(generic, spot);
        return generic.getRawType() == Set.class ? new LinkedHashSet<>(items) : items;
    }

    /** A list; a single word or number is a list of one. */
    private List<Object> list(ParameterizedType generic, Spot spot) {
        Type item = generic.getActualTypeArguments()[0];
        if (spot.node() instanceof Node.Scalar scalar && !scalar.absent()) {
            return List.of(read(item, spot));
        }
        if (!(spot.node() instanceof Node.Sequence sequence)) {
            throw spot.expected(TypeNames.describe(generic, catalog));
        }
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            items.add(read(item, spot.item(i, sequence.items().get(i))));
        }
        return items;
    }

    private Map<String, Object> map(ParameterizedType generic, Spot spot) {
        Map<String, Object> values = new LinkedHashMap<>();
        spot.mapping(TypeNames.describe(generic, catalog)).entries().forEach((key, entry) -> {
            if (!isNull(entry)) {
                values.put(key, read(generic.getActualTypeArguments()[1], spot.child(key, entry)));
            }
        });
        return values;
    }

    /** The same as if it were left out. */
    private static boolean isNull(Node.Entry entry) {
        return entry.value() instanceof Node.Scalar scalar && scalar.isNull();
    }

    /** One of the catalog's entries: a map with a type, or the type alone. */
    private Object entry(Class<?> type, Spot spot) {
        Kind kind = catalog.kind(type);
        Node.Mapping settings;
        Spot name;
        if (spot.node() instanceof Node.Scalar) {
            settings = new Node.Mapping(Map.of(), spot.place());
            name = spot;
        } else {
            settings = spot.mapping(kind.noun());
            Node.Entry entry = settings.entries().get(TYPE);
            if (entry == null) {
                throw spot.fail("'type' is missing; the " + kind.plural() + " are: " + String.join(", ", kind.names()));
            }
            name = spot.child(TYPE, entry);
        }
        String called = name.scalar(kind.noun()).text();
        CatalogEntry entry =
                kind.entry(called).orElseThrow(() -> name.fail(Names.unknown(kind.name(), called, kind.names())));
        return record(entry.type(), spot, settings);
    }

    private static void refuseUnknown(RecordComponent[] components, Spot spot, Node.Mapping settings) {
        List<String> known = Arrays.stream(components)
                .map(component -> KeyNames.ofComponent(component.getName()))
                .toList();
        settings.entries().forEach((key, entry) -> {
            if (!known.contains(key) && !key.equals(TYPE)) {
                throw new ConfigException(entry.key(), spot.path(), Names.unknown("setting", key, known));
            }
        });
    }
}
