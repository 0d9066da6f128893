package dev.regimen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.study.builtin.Studies;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes before and after a study's run; the run itself is tested with a study of a second. */
class ReproduceCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Main.run(arguments, new PrintWriter(out), new PrintWriter(err));
    }

    @Test
    void listsEveryStudy() {
        assertThat(run("reproduce")).isZero();
        assertThat(out.toString()).contains("--quick", "--dry-run");
        Studies.all().forEach(study -> assertThat(out.toString()).contains(study.name(), study.title()));
    }

    @Test
    void saysBeforehandWhatAStudyTakesAndRunsNothing() {
        assertThat(run("reproduce", "digit-sum", "--quick", "--dry-run", "--out", folder.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .containsPattern("6 cells, at most about .+ on \\d+ workers \\(\\S+ core-hours\\)")
                .contains("./regimen compare experiments/digit-sum-map.yaml --set data.digits=3");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "digit-sums  | --quick      | unknown study 'digit-sums'; did you mean 'digit-sum'?",
                "digit-sum   | --seeds=0    | --seeds is at least 1, not 0",
                "digit-sum   | --data=nope  | --data: there is no folder nope",
                "digit-sum   | --report     | there is no study in",
                "all         | --report     | --report: nothing of these studies is done yet in",
                "digit-sum   | --workers=0  | --workers is at least 1, not 0",
                "digit-sum   | --qick       | Unknown option: '--qick'"
            })
    void badInputIsRefused(String name, String option, String message) {
        assertThat(run("reproduce", name, option, "--out", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains(message).doesNotContain("\tat ");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void overwritesNothing() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("digit-sum"));
        Files.writeString(taken.resolve("mine.txt"), "kept");
        assertThat(run("reproduce", "digit-sum", "--quick", "--out", folder.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("has something else in it than a study");
        assertThat(taken.resolve("mine.txt")).hasContent("kept");
    }
}
