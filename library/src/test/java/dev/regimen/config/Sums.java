package dev.regimen.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A good experiment to begin with, and files beside it. */
final class Sums {
    static final String GOOD = resource("sums.yaml");

    private Sums() {}

    static ExperimentReader reader() {
        return new ExperimentReader(TinyExamples.catalog());
    }

    static Experiment read(String text, String... overrides) {
        return reader().read("sums.yaml", text, List.of(overrides)).experiment();
    }

    /** The good experiment with one thing changed. */
    static String with(String found, String replacement) {
        if (!GOOD.contains(found)) {
            throw new IllegalArgumentException("the good experiment does not say " + found);
        }
        return GOOD.replace(found, replacement);
    }

    static String resource(String name) {
        try (InputStream stream = Sums.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
