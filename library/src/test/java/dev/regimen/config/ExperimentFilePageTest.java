package dev.regimen.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.comparison.Tuning;
import dev.regimen.data.SplitFractions;
import dev.regimen.objective.WeightedSum;
import dev.regimen.regimen.ModuleSettings;
import dev.regimen.regimen.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The reference of experiment files says of every key what the code says: its type and its default. */
class ExperimentFilePageTest {
    private static final Path PAGE = Path.of("..", "docs", "experiment-file.md");
    private static final Catalog CATALOG = Catalog.standard();
    private static final String MINIMAL = """
            name: minimal
            data: digit-sum
            modules: {reader: {reads: image, net: {type: mlp, outputs: 19}}}
            objective: {type: cross-entropy, target: sum}
            regimens: {joint: {type: end-to-end}}
            budget: {examples: 1000}
            """;

    /** Maps of settings that stand under a key, with what makes them complete. */
    private static List<CatalogEntry> maps() {
        return List.of(
                new CatalogEntry("experiment", Experiment.class, "", MINIMAL),
                new CatalogEntry("module", ModuleSettings.class, "", "{reads: image, net: flatten}"),
                new CatalogEntry("tune", Tuning.class, "", "{learning-rates: [0.001]}"),
                new CatalogEntry("stage", Stage.class, "", "{modules: [reader]}"),
                new CatalogEntry("split", SplitFractions.class, "", "{}"),
                new CatalogEntry(
                        "term", WeightedSum.Term.class, "", "{objective: {type: huber, of: reader, target: sum}}"));
    }

    @TestFactory
    Stream<DynamicTest> everyKeyHasARow() {
        return maps().stream()
                .map(map -> DynamicTest.dynamicTest(map.name(), () -> assertThat(Setting.of(map, CATALOG))
                        .allSatisfy(setting -> assertThat(lines()).anyMatch(line -> line.startsWith(start(setting))))));
    }

    @TestFactory
    Stream<DynamicTest> everyTypeHasARowWithItsSettings() {
        return CATALOG.kinds().stream()
                .map(kind -> DynamicTest.dynamicTest(kind.plural(), () -> assertThat(section(kind.plural()))
                        .containsAll(kind.entries().stream()
                                .map(ExperimentFilePageTest::row)
                                .toList())));
    }

    @Test
    void noRowIsOfATypeThatDoesNotExist() throws IOException {
        for (Kind kind : CATALOG.kinds()) {
            assertThat(section(kind.plural()).stream().filter(line -> line.startsWith("| `")))
                    .hasSameSizeAs(kind.entries());
        }
    }

    @Test
    void theExampleOfTheWholeIsOne() throws IOException {
        String page = Files.readString(PAGE);
        String example = page.substring(page.indexOf("```yaml\n") + "```yaml\n".length());
        String text = example.substring(0, example.indexOf("```"));
        assertThat(new ExperimentReader(CATALOG)
                        .read("the example", text, List.of())
                        .experiment()
                        .regimens())
                .hasSize(2);
    }

    private static String start(Setting setting) {
        return "| `" + setting.name() + "` | " + setting.type() + " | " + setting.value() + " |";
    }

    private static String row(CatalogEntry entry) {
        String settings = CATALOG.settings(entry).stream()
                .map(ExperimentFilePageTest::cell)
                .collect(Collectors.joining(", "));
        return "| `" + entry.name() + "` | " + entry.description() + " | " + settings + " |";
    }

    private static String cell(Setting setting) {
        if (setting.value().equals(Setting.REQUIRED)) {
            return "**`" + setting.name() + "`**";
        }
        boolean unset = setting.value().equals("none") && !setting.type().startsWith("one of none");
        return "`" + setting.name() + (unset ? "" : ": " + setting.value()) + "`";
    }

    /** The lines below a heading, up to the next. */
    private static List<String> section(String heading) throws IOException {
        List<String> lines = lines();
        int begin = lines.indexOf("### " + heading) + 1;
        assertThat(begin).as("the heading of " + heading).isPositive();
        return lines.subList(begin, lines.size()).stream()
                .takeWhile(line -> !line.startsWith("#"))
                .toList();
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(PAGE);
    }
}
