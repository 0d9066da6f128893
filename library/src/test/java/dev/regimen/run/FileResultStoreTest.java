package dev.regimen.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.regimen.budget.StopReason;
import dev.regimen.comparison.SeedResult;
import dev.regimen.training.Label;
import dev.regimen.training.TrainingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileResultStoreTest {
    private static final TrainingKey KEY = TrainingKey.of("joint", 7);

    @TempDir
    private Path folder;

    private FileResultStore store;

    @BeforeEach
    void open() {
        store = new FileResultStore(folder);
    }

    @Test
    void givesBackAllThatItWasGiven() {
        assertThat(store.finished(KEY)).isEmpty();
        store.save(KEY, result(0.1 + 0.2));
        assertThat(store.finished(KEY)).contains(result(0.1 + 0.2));
        assertThat(store.finished(TrainingKey.of("joint", 8))).isEmpty();
        assertThat(store.finished(TrainingKey.of("other", 7))).isEmpty();
    }

    @Test
    void keepsWhatIsNotANumber() {
        store.save(KEY, result(Double.NaN));
        assertThat(store.finished(KEY)).contains(result(Double.NaN));
    }

    @Test
    void everyTrainingHasAFolderOfItsOwn() {
        store.save(KEY, result(0.5));
        store.save(TrainingKey.of("tuning/joint/0.001", 3), result(0.6));
        assertThat(folder.resolve("contenders/joint/seed-7/result.json")).exists();
        assertThat(folder.resolve("tuning/joint/0.001/seed-3/result.json")).exists();
    }

    @Test
    void aTornTemporaryFileIsNoResult() throws IOException {
        Path part = folder.resolve("contenders/joint/seed-7/result.json" + AtomicFile.PART);
        Files.createDirectories(part.getParent());
        Files.writeString(part, "{\"seed\":7");
        assertThat(store.finished(KEY)).isEmpty();
    }

    /** Done again in silence, hours of work would be lost and nobody would know why. */
    @Test
    void aDamagedResultIsNotDoneAgainInSilence() throws IOException {
        store.save(KEY, result(0.5));
        Path file = folder.resolve("contenders/joint/seed-7/result.json");
        String whole = Files.readString(file);
        Files.writeString(file, whole.substring(0, whole.length() / 2));
        assertThatExceptionOfType(RunFolderException.class)
                .isThrownBy(() -> store.finished(KEY))
                .withMessageStartingWith(file + " is damaged, line 1, column ")
                .withMessageEndingWith("Delete this file to have it written again from the checkpoint next to it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../joint", "a b", "", ".hidden", "tuning/../../joint", "a/b\\c", "/etc"})
    void aNameNeverLeadsOutOfTheFolder(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store.save(TrainingKey.of(name, 1), result(0.5)))
                .withMessageContaining("the contender '" + name + "' cannot have a folder");
        assertThat(folder).isEmptyDirectory();
    }

    private static SeedResult result(double accuracy) {
        return new SeedResult(
                7,
                0.001,
                StopReason.TARGET_REACHED,
                "the target was reached",
                new SeedResult.Measured(Map.of("accuracy", accuracy), Map.of(), Map.of("accuracy", accuracy), Map.of()),
                128,
                8,
                0.25,
                0.5,
                Map.of("reader", 8L),
                42,
                1e6,
                List.of(new Label("sum", Label.FINAL)),
                null,
                List.of(),
                List.of(new SeedResult.MemberReport(List.of(), List.of())),
                Map.of());
    }
}
