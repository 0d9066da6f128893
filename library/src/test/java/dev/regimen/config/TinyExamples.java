package dev.regimen.config;

import dev.regimen.task.DigitSumSettings;
import dev.regimen.task.Examples;
import dev.regimen.task.ExamplesSettings;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Settings of examples that are only read and written, as a record that a person brings along. */
record TinyExamples(Integer digits) implements ExamplesSettings {
    TinyExamples {
        digits = digits == null ? 2 : digits;
        if (digits < 1) {
            throw new IllegalArgumentException("digits is a whole number from 1, not " + digits);
        }
    }

    static Catalog catalog() {
        return Catalog.standard().with(CatalogEntry.of("tiny", TinyExamples.class, "hardly any"));
    }

    @Override
    public Examples open(Path folder, OptionalLong splitSeed) {
        return DigitSumSettings.of(digits, 10).open(folder, splitSeed);
    }
}
