package dev.regimen.model.net;

import java.util.List;
import java.util.Optional;

/** Defaults and checks of settings that several nets have; the messages name the net and the key. */
final class Settings {
    private Settings() {}

    static <T> T orElse(T value, T fallback) {
        return value == null ? fallback : value;
    }

    /** A whole number from 1, which has to be given. */
    static Integer required(String net, String key, Integer value) {
        if (value == null) {
            throw new IllegalArgumentException(net + " needs '" + key + "', a whole number from 1");
        }
        return positive(net, key, value);
    }

    /** A whole number from 1, or null. */
    static Integer positive(String net, String key, Integer value) {
        if (value != null && value < 1) {
            throw new IllegalArgumentException(
                    key + " of " + net + " is " + value + ", but must be a whole number from 1");
        }
        return value;
    }

    /** A whole number from 1, or none. */
    static Optional<Integer> optional(String net, String key, Optional<Integer> value) {
        Optional<Integer> given = orElse(value, Optional.<Integer>empty());
        given.ifPresent(number -> positive(net, key, number));
        return given;
    }

    /** Sizes of layers; none if not given. */
    static List<Integer> sizes(String net, String key, List<Integer> values) {
        if (values == null) {
            return List.of();
        }
        if (values.stream().anyMatch(value -> value == null || value < 1)) {
            throw new IllegalArgumentException(
                    key + " of " + net + " is " + values + ", but must be a list of whole numbers from 1");
        }
        return List.copyOf(values);
    }

    /** A probability of dropping, 0 if not given. */
    static Double dropout(String net, Double value) {
        double rate = orElse(value, 0.0);
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException(
                    "dropout of " + net + " is " + value + ", but must be a number from 0 to below 1");
        }
        return rate;
    }

    /** What of a net's settings stands against computing several members at once; nothing if they can be stacked. */
    static Optional<String> hindrance(double dropout, boolean batchNorm) {
        if (dropout > 0) {
            return Optional.of("dropout, for which each member draws from a generator of its own");
        }
        return batchNorm
                ? Optional.of("batch norm, whose running statistics a step that is made again would move twice")
                : Optional.empty();
    }
}
