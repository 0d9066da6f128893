package dev.regimen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands run for real, on the embedded digits with a budget that is far too small to learn anything. */
class CommandsTest {
    private static final String[] SMALL = {
        "--set",
        "budget.examples=1280",
        "--set",
        "tune.learning-rates=[0.001]",
        "--set",
        "data.test-size=100",
        "--set",
        "data.validation-size=100"
    };

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void compareKeepsWhatItFoundAndEvaluateFindsItAgain() throws IOException {
        Path run = folder.resolve("run");
        assertThat(run("compare", "--seeds", "2", "--out", run.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("end-to-end", "voted", "labels consumed", "results.json");
        assertThat(Files.readString(run.resolve("results.json"))).contains("\"experiment\"", "\"contenders\"");
        assertThat(Files.readString(run.resolve("report.html")))
                .contains("<html")
                .doesNotContain("src=\"http");

        String before = Files.readString(run.resolve("results.json"));
        assertThat(plain("evaluate", run.toString(), "--regimen", "voted", "--seed", "2"))
                .isZero();
        assertThat(out.toString()).contains("voted/seed-2", "accuracy", "reader accuracy");
        assertThat(Files.readString(run.resolve("results.json"))).isEqualTo(before);
    }

    @Test
    void compareOverwritesNothing() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "kept");
        assertThat(run("compare", "--out", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains(folder.toString());
        assertThat(folder).isDirectoryContaining(path -> path.endsWith("mine.txt"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--workers=0                   | --workers is at least 1, not 0",
                "--set=tune.share=0.0005       | tune.share: this share of the budget is too little to try end-to-end",
                "--set=budget.examples=120     | would train nothing: its ",
                "--set=data.test-size=-1       | test-size"
            })
    void aMistakeLeavesNoFolderBehind(String option, String message) {
        Path run = folder.resolve("run");
        assertThat(plain("compare", "--out", run.toString(), "--set", "budget.examples=1280", option))
                .isEqualTo(2);
        assertThat(err.toString()).contains(message).doesNotContain("\tat ");
        assertThat(run).doesNotExist();
    }

    @Test
    void aDamagedResultIsNotBlamedOnTheExperiment() throws IOException {
        Path run = folder.resolve("run");
        assertThat(run("train", "--regimen", "end-to-end", "--out", run.toString()))
                .isZero();
        try (Stream<Path> files = Files.walk(run)) {
            Path result = files.filter(path -> path.endsWith("result.json"))
                    .findFirst()
                    .orElseThrow();
            Files.writeString(result, "{");
        }
        assertThat(plain("resume", run.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("result.json is damaged").doesNotContain("experiment.yaml");
    }

    @Test
    void trainTrainsOneRegimen() {
        Path run = folder.resolve("run");
        assertThat(run("train", "--regimen", "step-by-step", "--seed", "7", "--out", run.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("step-by-step").doesNotContain("voted");
        assertThat(plain("resume", run.toString())).isZero();
    }

    /** The embedded reader normalises over batches. */
    @Test
    void threadsThatCannotDivideABatchSaySo() throws IOException {
        Path run = folder.resolve("run");
        assertThat(run("train", "--regimen", "step-by-step", "--set", "threads=2", "--out", run.toString()))
                .isZero();
        assertThat(out.toString()).containsOnlyOnce("threads: one thread computes each step that trains reader: ");
        assertThat(Files.readString(run.resolve("events.jsonl"))).contains("\"event\":\"undivided\"");
        assertThat(plain("resume", run.toString())).isZero();
        int workers = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        assertThat(Files.readString(run.resolve("run.json")).split("\"workers\" : " + workers, -1))
                .hasSize(3);
    }

    @Test
    void anUnknownRegimenIsBadInputWithTheNearestName() {
        assertThat(run("train", "--regimen", "step-by-stepp")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean 'step-by-step'?").doesNotContain("\tat ");
    }

    @Test
    void explainSaysWhatItIs() {
        assertThat(run("explain")).as(err.toString()).isZero();
        assertThat(out.toString()).contains("end-to-end: ", "step-by-step: ", "voted: ");
    }

    @Test
    void newWritesAnExperimentThatCanBeReadAndOverwritesNothing() {
        Path file = folder.resolve("mine.yaml");
        assertThat(plain("new", file.toString())).isZero();
        assertThat(plain("explain", file.toString())).as(err.toString()).isZero();
        assertThat(plain("new", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("exists already");
    }

    @Test
    void listKnowsEveryKind() {
        assertThat(plain("list")).isZero();
        assertThat(out.toString())
                .contains("nets", "conv-stack", "regimens", "combiners", "majority-vote")
                .contains("kernel-size: a whole number; 3 unless set")
                .contains("padding: one of same, none; same unless set")
                .contains("channels: a list, each a whole number; required");
    }

    private int run(String command, String... arguments) {
        String[] all = new String[1 + arguments.length + SMALL.length];
        all[0] = command;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        System.arraycopy(SMALL, 0, all, 1 + arguments.length, SMALL.length);
        return plain(all);
    }

    private int plain(String... arguments) {
        return Main.run(arguments, new PrintWriter(out), new PrintWriter(err));
    }
}
