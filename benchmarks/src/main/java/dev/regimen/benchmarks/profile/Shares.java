package dev.regimen.benchmarks.profile;

import dev.regimen.benchmarks.Row;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was seen how often.
 *
 * @param <K> kinds of what can be seen
 */
final class Shares<K extends Enum<K>> {
    private final Map<K, Integer> counts;
    private int all;

    Shares(Class<K> kinds) {
        counts = new EnumMap<>(kinds);
        for (K kind : kinds.getEnumConstants()) {
            counts.put(kind, 0);
        }
    }

    synchronized void saw(K kind) {
        counts.merge(kind, 1, Integer::sum);
        all++;
    }

    /** How often anything was. */
    synchronized int all() {
        return all;
    }

    /** From 0 to 1; 0 as long as nothing was seen. */
    synchronized double of(K kind) {
        return all == 0 ? 0 : (double) counts.get(kind) / all;
    }

    /** As {@code forward 31 %, backward 52 %}, in the order of the kinds. */
    @Override
    public String toString() {
        return counts.keySet().stream()
                .map(kind -> Row.text("%s %.0f %%", kind, 100 * of(kind)))
                .collect(Collectors.joining(", "));
    }
}
