package dev.regimen.config;

import dev.regimen.budget.Budget;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a setting may be, in words. */
final class TypeNames {
    private static final Map<Class<?>, String> WORDS = Map.ofEntries(
            Map.entry(String.class, "text"),
            Map.entry(Integer.class, "a whole number"),
            Map.entry(int.class, "a whole number"),
            Map.entry(Long.class, "a whole number"),
            Map.entry(long.class, "a whole number"),
            Map.entry(Double.class, "a number"),
            Map.entry(double.class, "a number"),
            Map.entry(Boolean.class, "true or false"),
            Map.entry(boolean.class, "true or false"),
            Map.entry(Budget.class, "a budget such as {examples: 100000}"),
            Map.entry(SeedList.class, "how many seeds, or a list of them"));

    private TypeNames() {}

    /** As {@code a whole number}, {@code a list, each text}, {@code one of last, best} or {@code an optimizer}. */
    static String describe(Type type, Catalog catalog) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            String last = describe(arguments[arguments.length - 1], catalog);
            if (generic.getRawType() == Optional.class) {
                return last;
            }
            return (arguments.length == 2 ? "a map, each value " : "a list, each ") + last;
        }
        Class<?> raw = (Class<?>) type;
        return raw.isInterface() ? catalog.kind(raw).noun() : describe(raw);
    }

    /** The same of what is no list, map or entry of the catalog. */
    static String describe(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> KeyNames.ofConstant((Enum<?>) constant))
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        return WORDS.getOrDefault(type, "a map of settings");
    }
}
