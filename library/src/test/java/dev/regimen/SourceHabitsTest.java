package dev.regimen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Habits that show in the sources of all Maven modules. */
class SourceHabitsTest {
    private static final int LONGEST_FILE = 400;
    private static final Pattern WILDCARD_OF_THE_BINDING =
            Pattern.compile("^import (static )?org\\.bytedeco\\..*\\*;", Pattern.MULTILINE);

    /** Tests run in the folder of their Maven module. */
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    @Test
    void noFileIsLong() throws IOException {
        assertThat(sources())
                .allSatisfy(source -> assertThat(Files.readAllLines(source)).hasSizeLessThanOrEqualTo(LONGEST_FILE));
    }

    /** Many of its names clash with the Java library's and ours. */
    @Test
    void everyNameOfTheBindingIsImportedByItself() throws IOException {
        assertThat(sources()).allSatisfy(source -> assertThat(Files.readString(source))
                .doesNotContainPattern(WILDCARD_OF_THE_BINDING));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !ROOT.relativize(file).toString().contains("target"))
                    .toList();
            assertThat(sources).hasSizeGreaterThan(50);
            return sources;
        }
    }
}
