package dev.regimen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no experiments. */
class SourceTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("sums.yaml");
    }

    @Test
    void readsAFile() throws IOException {
        Files.writeString(file, Sums.GOOD);
        assertThat(Sums.reader().read(file, List.of()).experiment()).isEqualTo(Sums.read(Sums.GOOD));
    }

    @Test
    void readsLinesAsWindowsEndsThemAfterAMarkOfByteOrder() throws IOException {
        Files.writeString(file, "\uFEFF" + Sums.GOOD.replace("\n", "\r\n"));
        assertThat(Sums.reader().read(file, List.of()).experiment()).isEqualTo(Sums.read(Sums.GOOD));
    }

    @Test
    void saysWhereInTheFileItIs() throws IOException {
        Files.writeString(file, Sums.with("seeds: 3", "seeds: 0"));
        failure().hasMessageStartingWith(file + ":17:8: seeds: ");
    }

    @Test
    void namesTheNearestFile() throws IOException {
        Files.writeString(file, Sums.GOOD);
        file = folder.resolve("sum.yaml");
        failure().hasMessage(file + ": there is no such file; did you mean 'sums.yaml'?");
    }

    @Test
    void saysThatThereIsNoFile() {
        failure().hasMessage(file + ": there is no such file");
        file = folder.resolve("other").resolve("sums.yaml");
        failure().hasMessage(file + ": there is no such file, and no folder " + folder.resolve("other"));
    }

    @Test
    void refusesAFolder() {
        file = folder;
        failure().hasMessage(file + ": is a folder, but should be an experiment's file");
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Files.writeString(file, "# nothing but a comment\n");
        failure().hasMessage(file + ": is empty");
    }

    @Test
    void refusesWhatIsNoText() throws IOException {
        Files.write(file, Sums.GOOD.replace("sums", "sümme").getBytes(StandardCharsets.ISO_8859_1));
        failure().hasMessage(file + ": is not text in UTF-8");
    }

    @Test
    void refusesAHugeFile() throws IOException {
        Files.write(file, new byte[2_000_000]);
        failure().hasMessage(file + ": has 2000000 bytes, but an experiment has at most 1048576");
    }

    @Test
    void refusesDepthWithoutEnd() throws IOException {
        Files.writeString(file, "[".repeat(100_000));
        failure().hasMessage(file + ":1:51: nested more than 50 levels deep");
    }

    @Test
    void refusesAliasesThatGrowWithoutEnd() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append(("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(10) + "]\n").replace(", ]", "]"));
        }
        Files.writeString(file, bomb);
        failure().hasMessage(file + ":5:5: has more than 100000 values when aliases are put in");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> failure() {
        return assertThatThrownBy(() -> Sums.reader().read(file, List.of())).isExactlyInstanceOf(ConfigException.class);
    }
}
