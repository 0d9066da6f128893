package dev.regimen.study;

import dev.regimen.config.Catalog;
import dev.regimen.config.ExperimentFile;
import dev.regimen.config.ExperimentReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Experiments that are part of the library, which the built-in studies begin with. */
final class LibraryExperiment {
    private LibraryExperiment() {}

    /** One with changes as after {@code --set}. */
    static ExperimentFile read(String name, List<String> overrides) {
        try (InputStream stream = LibraryExperiment.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("there is no experiment " + name);
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return new ExperimentReader(Catalog.standard()).read(name, text, overrides);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
