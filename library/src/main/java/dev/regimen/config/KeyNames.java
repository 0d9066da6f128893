package dev.regimen.config;

import java.util.Locale;

/** How Java's names are written in YAML. */
final class KeyNames {
    private KeyNames() {}

    /** {@code kernelSize} as {@code kernel-size}. */
    static String ofComponent(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /** {@code END_TO_END} as {@code end-to-end}. */
    static String ofConstant(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
