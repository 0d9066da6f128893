package dev.regimen.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns records into plain maps, lists and words, the reverse of {@link RecordReader}; what is not set is left out. */
final class RecordWriter {
    private final Catalog catalog;

    RecordWriter(Catalog catalog) {
        this.catalog = catalog;
    }

    /** @param declared what the value was declared as: an interface's value is written with its type */
    Object write(Type declared, Object value) {
        if (declared instanceof ParameterizedType generic) {
            return container(generic, value);
        }
        Class<?> raw = (Class<?>) declared;
        Optional<Form> form = Form.of(raw);
        if (form.isPresent()) {
            return form.get().write(this, value);
        }
        if (raw.isInterface()) {
            Map<String, Object> settings = new LinkedHashMap<>();
            settings.put("type", catalog.nameOf(raw, value));
            settings.putAll(settings((Record) value));
            return settings.size() == 1 ? settings.get("type") : settings;
        }
        if (raw.isRecord()) {
            return settings((Record) value);
        }
        return value instanceof Enum<?> constant ? KeyNames.ofConstant(constant) : value;
    }

    /** A record's settings by their keys, in the order of its components. */
    Map<String, Object> settings(Record settings) {
        Map<String, Object> written = new LinkedHashMap<>();
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            Object value = valueOf(component, settings);
            if (value != null && !Optional.empty().equals(value)) {
                written.put(KeyNames.ofComponent(component.getName()), write(component.getGenericType(), value));
            }
        }
        return written;
    }

    private Object container(ParameterizedType generic, Object value) {
        Type[] arguments = generic.getActualTypeArguments();
        if (value instanceof Optional<?> optional) {
            return write(arguments[0], optional.orElseThrow());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> written = new LinkedHashMap<>();
            map.forEach((key, item) -> written.put((String) key, write(arguments[1], item)));
            return written;
        }
        List<Object> written = new ArrayList<>();
        ((Collection<?>) value).forEach(item -> written.add(write(arguments[0], item)));
        return written;
    }

    private static Object valueOf(RecordComponent component, Record record) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (InvocationTargetException | IllegalAccessException e) {
            throw new IllegalStateException("cannot read " + component + " of " + record.getClass(), e);
        }
    }
}
