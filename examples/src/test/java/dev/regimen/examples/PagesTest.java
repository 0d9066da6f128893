package dev.regimen.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.config.Catalog;
import dev.regimen.config.ExperimentReader;
import dev.regimen.explanation.Verdict;
import dev.regimen.regimen.Regimen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documentation quotes of these examples is what they say. */
class PagesTest {
    private static final Path DOCS = Path.of("..", "docs");

    @ParameterizedTest
    @CsvSource({
        "cnn-and-rnn.yaml, jointly",
        "cnn-and-rnn.yaml, one-by-one",
        "cnn-and-rnn.yaml, voted",
        "two-branches.yaml, apart",
        "two-branches.yaml, jointly",
    })
    void explainSaysWhatThePageQuotes(Path file, String name) throws IOException {
        Map<String, Regimen> regimens = new ExperimentReader(Catalog.standard())
                .read(file, List.of())
                .experiment()
                .regimens();
        Verdict verdict = Explanations.explain(file, regimens.get(name)).verdict();
        assertThat(words("explain.md")).contains(name + ": " + verdict.title() + " " + verdict.reason() + " M");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jointly", "cnn-first", "voted", "fused"})
    void explainCallsTheFourWaysWhatThePageDoes(String name) throws IOException {
        Path file = Path.of("four-ways.yaml");
        Map<String, Regimen> regimens = new ExperimentReader(Catalog.standard())
                .read(file, List.of())
                .experiment()
                .regimens();
        assertThat(regimens).hasSize(4);
        String title = Explanations.explain(file, regimens.get(name)).verdict().title();
        assertThat(words("explain.md")).containsPattern("\\| `" + name + "` \\| [^|]+ \\| " + title + " \\|");
    }

    @Test
    void theOwnRegimenOnThePageIsTheOneThatRuns() throws IOException {
        String source = Files.readString(Path.of("src/main/java/dev/regimen/examples/InTurn.java"));
        assertThat(Files.readString(DOCS.resolve("regimens.md")))
                .contains(source.substring(source.indexOf("public record")));
    }

    /** The page as one line, as far as white space goes. */
    private static String words(String page) throws IOException {
        return Files.readString(DOCS.resolve(page)).replaceAll("\\s+", " ");
    }
}
