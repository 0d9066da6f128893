package dev.regimen.config;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A setting of a catalog's entry, as it is listed.
 *
 * @param name the key in YAML
 * @param type what it may be, in words
 * @param value its default in YAML, {@code required} if it has none, or {@code none} if it may be left unset
 */
public record Setting(String name, String type, String value) {
    /** What stands for the default of a setting that has to be given. */
    public static final String REQUIRED = "required";

    static List<Setting> of(CatalogEntry entry, Catalog catalog) {
        Spot example = new Spot("", YamlParser.parse("the example of " + entry.name(), entry.example()));
        Node.Mapping required = example.mapping("settings");
        Record complete = (Record) new RecordReader(catalog).record(entry.type(), example, required);
        Map<String, Object> values = new RecordWriter(catalog).settings(complete);
        return Arrays.stream(entry.type().getRecordComponents())
                .map(component -> of(component, required, values, catalog))
                .toList();
    }

    private static Setting of(
            RecordComponent component, Node.Mapping required, Map<String, Object> values, Catalog catalog) {
        String key = KeyNames.ofComponent(component.getName());
        Type type = component.getGenericType();
        boolean given = required.entries().containsKey(key);
        // One that may be left unset can be in an example because that needs this or another.
        boolean unset = component.getType() == Optional.class;
        if (given && !unset) {
            return new Setting(key, TypeNames.describe(type, catalog), REQUIRED);
        }
        Object value = given ? null : values.get(key);
        String written = value == null ? "none" : ExperimentWriter.inline(value);
        return new Setting(key, TypeNames.describe(type, catalog), written);
    }
}
