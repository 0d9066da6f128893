package dev.regimen.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes records by their canonical constructors, and finds the place of the setting that a constructor refuses. */
final class Construction {
    private static final String KEYS = "[A-Za-z0-9][A-Za-z0-9_-]*(?:\\.[A-Za-z0-9][A-Za-z0-9_-]*)*";
    private static final Pattern WORD = Pattern.compile(KEYS);
    private static final Pattern FIRST_WORD = Pattern.compile("\\A" + KEYS);
    private static final Pattern PATH = Pattern.compile("(" + KEYS + "): ");

    private Construction() {}

    static Object of(Class<?> type, Object[] values, Spot spot, Node.Mapping settings) {
        Class<?>[] parameters = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refusal) {
                throw refused(refusal, spot.holding(settings));
            }
            throw new IllegalStateException("the constructor of " + type.getName() + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + type.getName(), e);
        }
    }

    /**
     * The refusal where it belongs: at the path that its message begins with, and there at the first setting that it
     * speaks of. A whole file has too many keys that are also words, so there only the beginning counts.
     */
    static ConfigException refused(RuntimeException refusal, Spot spot) {
        String message = String.valueOf(refusal.getMessage());
        Spot reached = spot;
        Matcher path = PATH.matcher(message);
        if (path.lookingAt()) {
            reached = follow(spot, path.group(1));
            message = reached.path().equals(spot.path()) ? message : message.substring(path.end());
        }
        Matcher words =
                (spot.path().isEmpty() && reached.path().equals(spot.path()) ? FIRST_WORD : WORD).matcher(message);
        while (words.find()) {
            Spot named = follow(reached, words.group());
            if (!named.path().equals(reached.path())) {
                return named.fail(message);
            }
        }
        return reached.fail(message);
    }

    /** As far along these keys as they lead. */
    static Spot follow(Spot spot, String path) {
        Spot reached = spot;
        for (String key : path.split("\\.")) {
            Node.Entry entry = reached.node() instanceof Node.Mapping mapping
                    ? mapping.entries().get(key)
                    : null;
            if (entry == null) {
                return reached;
            }
            reached = reached.child(key, entry);
        }
        return reached;
    }
}
