package dev.regimen.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.regimen.budget.Budget;
import dev.regimen.comparison.ComparisonResult;
import dev.regimen.task.Scores;
import dev.regimen.torch.Engine;
import dev.regimen.torch.ImageLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading and writing; what is in the file is held against its schema elsewhere. */
class ResultsTest {
    private static final Provenance FIRST = Provenance.starting("regimen compare", 2);
    private static final Engine OTHER =
            new Engine("1.0", "linux-x86_64", "AVX2", "HASWELL", ImageLayout.BLOCKED, "other processor");
    private static final ComparisonResult NOTHING = new ComparisonResult(
            "tiny",
            "accuracy",
            true,
            new Scores(Map.of("accuracy", 0.1), Map.of()),
            null,
            Budget.examples(160),
            List.of(1L, 2L),
            Map.of("reader", List.of("image")),
            List.of(new ComparisonResult.Judged("reader", "digit", true)),
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            Map.of());

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("results.json");
    }

    @Test
    void areReadBackAsTheyWereWritten() {
        Results results = Results.of(RunDescription.comparison(folder, FIRST), NOTHING);
        results.write(file);
        assertThat(Results.read(file)).isEqualTo(results);
        assertThat(results.provenance().finished()).isNotNull();
        assertThat(results.otherEngines()).isEmpty();
    }

    /** Bits may differ where another processor went on: that is said once for each. */
    @Test
    void sayWhatElseComputedAfterAResume() {
        RunDescription run = RunDescription.comparison(folder, FIRST)
                .resumed(on(OTHER))
                .resumed(FIRST)
                .resumed(on(OTHER));
        Results results = Results.of(run, NOTHING);
        assertThat(results.otherEngines()).containsExactly(OTHER);
        assertThat(results.provenance().engine()).isEqualTo(FIRST.engine());
        results.write(file);
        assertThat(Results.read(file)).isEqualTo(results);
    }

    @Test
    void ofAnotherFormatAreRefused() throws IOException {
        Results.of(RunDescription.comparison(folder, FIRST), NOTHING).write(file);
        Files.writeString(file, Files.readString(file).replaceFirst("\"format\" : 2", "\"format\" : 3"));
        assertRefused(file + " is of format 3, but this Regimen reads format 2. 'regimen resume "
                + file.toAbsolutePath().getParent() + "' writes it again");
    }

    @Test
    void thatAreSomethingElseOrCutOffAreRefused() throws IOException {
        Files.writeString(file, "[1, 2]");
        assertRefused(file + " is not a file of results: it has no 'format'");
        Results.of(RunDescription.comparison(folder, FIRST), NOTHING).write(file);
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() / 2));
        assertRefused(file + " is damaged, line ");
    }

    private static Provenance on(Engine engine) {
        return new Provenance("1", "unknown", "17", "Linux", engine, 2, 2, "regimen resume", "now", null);
    }

    private void assertRefused(String message) {
        assertThatExceptionOfType(RunFolderException.class)
                .isThrownBy(() -> Results.read(file))
                .withMessageStartingWith(message);
    }
}
