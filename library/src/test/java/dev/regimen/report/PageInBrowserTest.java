package dev.regimen.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.regimen.config.Catalog;
import dev.regimen.config.ExperimentFile;
import dev.regimen.config.ExperimentReader;
import dev.regimen.run.Provenance;
import dev.regimen.run.Results;
import dev.regimen.run.Run;
import dev.regimen.run.RunDescription;
import dev.regimen.torch.Workers;
import dev.regimen.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the page's script, where there is a Chromium; where there is none, this test is skipped. */
class PageInBrowserTest {
    private static final long PATIENCE_SECONDS = 90;
    private static final Optional<Path> BROWSER = Stream.of(
                    System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
            .flatMap(folder ->
                    Stream.of("chromium", "chromium-browser", "google-chrome").map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();

    /** Once all frames are loaded, puts the text of each, scripts left out, beside it. */
    private static final String COLLECT = """
            <script>
            addEventListener("load", () => document.querySelectorAll("iframe").forEach(frame => {
              const page = frame.contentDocument;
              page.querySelectorAll("script").forEach(script => script.remove());
              const text = document.createElement("pre");
              text.textContent = "page " + frame.name + " " + page.documentElement.outerHTML + " page's end";
              document.body.append(text);
            }));
            </script>""";

    /**
     * A task with masks, whose ensembles have all that only ensembles have; trained for as long as it takes to be one.
     */
    private static final String SCENES = """
            name: scenes
            data: {type: scenes, size: [16, 16], validation-size: 20, test-size: 20}
            modules:
              painter: {reads: image, net: {type: unet, channels: [2, 4], convolutions: 1, outputs: 11}}
            objective: {type: cross-entropy, of: painter, target: mask}
            regimens:
              single: {type: end-to-end}
              voted: {type: ensemble, members: 2, combiner: majority-vote}
              stacked: {type: ensemble, members: 3, combiner: stacking}
            budget: {examples: 96}
            batch-size: 16
            seeds: 2
            """;

    @TempDir
    private Path folder;

    /** All in one browser, because starting one takes longer than all else. */
    @Test
    void everyPartOfEveryPageIsDrawn() throws Exception {
        assumeTrue(BROWSER.isPresent(), "no Chromium on the path: the report's script is not run");
        for (Extremes extreme : Extremes.values()) {
            Files.writeString(
                    folder.resolve(extreme + ".html"), HtmlReport.render(extreme.results(), "name: digit-sum\n"));
        }
        Files.writeString(folder.resolve("ENSEMBLES.html"), HtmlReport.render(ensembles(), SCENES));
        String frames = Stream.concat(Arrays.stream(Extremes.values()).map(Extremes::name), Stream.of("ENSEMBLES"))
                .map(extreme -> "<iframe width=1280 height=800 name=" + extreme + " src=" + extreme + ".html></iframe>")
                .collect(Collectors.joining());
        String drawn = opened(Files.writeString(folder.resolve("all.html"), "<body>" + frames + COLLECT + "</body>"));
        SoftAssertions every = new SoftAssertions();
        for (Extremes extreme : Extremes.values()) {
            check(every, extreme.name(), drawn);
        }
        every.assertThat(check(every, "ENSEMBLES", drawn))
                .as("masks, where members differ, what ensembles are worth, and labels that one is fitted to")
                .contains(
                        "class=\"map\"",
                        "class=\"map dissent\"",
                        "What ensembles are worth",
                        "calibration error",
                        "mask at combiner (validation)");
        every.assertAll();
    }

    private Results ensembles() {
        ExperimentFile file = new ExperimentReader(Catalog.standard()).read("scenes.yaml", SCENES, List.of());
        RunDescription description = RunDescription.comparison(folder, Provenance.starting("test", 1));
        try (Run run = Run.begin(Optional.of(folder.resolve("run")), description, file);
                Workers workers = new Workers(1)) {
            return run.train(workers, TrainingListener.SILENT, () -> false).orElseThrow();
        }
    }

    private static String check(SoftAssertions every, String extreme, String drawn) {
        int start = drawn.indexOf("page " + extreme + " ");
        every.assertThat(start).as(extreme + " was opened").isNotNegative();
        String page = start < 0 ? "" : drawn.substring(start, drawn.indexOf("page's end", start));
        String root = page.lines().findFirst().orElse("");
        every.assertThat(root).as(extreme).contains("data-ready=\"yes\"").doesNotContain("hit");
        every.assertThat(page)
                .as(extreme)
                .contains("class=\"results\"", "class=\"graph\"", "class=\"timeline\"", "class=\"plain\"")
                .doesNotContain("[object ", "undefined");
        return page;
    }

    /** The document as it is once everything is loaded, its own markup written as it is. */
    private String opened(Path file) throws IOException, InterruptedException {
        Path dom = folder.resolve("dom.txt");
        Process browser = new ProcessBuilder(
                        BROWSER.orElseThrow().toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--allow-file-access-from-files",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--dump-dom",
                        file.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(browser.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("the browser ended")
                    .isTrue();
        } finally {
            browser.destroyForcibly();
        }
        return Files.readString(dom).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
