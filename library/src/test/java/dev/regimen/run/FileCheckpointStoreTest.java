package dev.regimen.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.regimen.budget.Spent;
import dev.regimen.budget.StopReason;
import dev.regimen.task.Scores;
import dev.regimen.torch.TensorBytes;
import dev.regimen.training.Checkpoint;
import dev.regimen.training.Label;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.Point;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileCheckpointStoreTest {
    @TempDir
    private Path folder;

    private FileCheckpointStore store;
    private Path file;

    @BeforeEach
    void open() {
        store = new FileCheckpointStore(folder.resolve("seed-1"));
        file = folder.resolve("seed-1").resolve(FileCheckpointStore.FILE);
    }

    @Test
    void givesBackAllThatItWasGiven() {
        assertThat(store.load()).isEmpty();
        Checkpoint checkpoint = checkpoint(3);
        store.save(checkpoint);
        assertThat(store.load()).contains(checkpoint);
    }

    /** The eleventh's name begins as the first's does. */
    @Test
    void givesBackWhereMembersOfACohortStand() {
        Checkpoint together = Checkpoint.together(Map.of(0, checkpoint(3), 10, checkpoint(4)));
        store.forCohort(0).save(together);
        assertThat(store.forCohort(0).load()).contains(together);
        assertThat(store.forCohort(10).load()).isEmpty();
        assertThat(store.load()).isEmpty();
        store.forCohort(0).save(Checkpoint.together(Map.of()));
        assertThat(store.forCohort(0).load()).contains(Checkpoint.together(Map.of()));
    }

    @Test
    void keepsTheNewestOnly() throws IOException {
        store.save(checkpoint(3));
        store.save(checkpoint(4));
        assertThat(store.load()).contains(checkpoint(4));
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    /** Killed in the middle of a write: the old checkpoint is still there, and the next write is not disturbed. */
    @Test
    void doesNotLookAtATornTemporaryFile() throws IOException {
        store.save(checkpoint(3));
        Path torn = file.resolveSibling(FileCheckpointStore.FILE + AtomicFile.PART);
        byte[] whole = Files.readAllBytes(file);
        Files.write(torn, Arrays.copyOf(whole, whole.length / 2));
        assertThat(store.load()).contains(checkpoint(3));
        store.save(checkpoint(4));
        assertThat(store.load()).contains(checkpoint(4));
        assertThat(torn).doesNotExist();
    }

    @Test
    void aTornTemporaryFileAloneIsNoCheckpoint() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file.resolveSibling(FileCheckpointStore.FILE + AtomicFile.PART), "half");
        assertThat(store.load()).isEmpty();
    }

    /** A write that fails, as on a full disk, leaves what was there. */
    @Test
    void keepsTheOldOneWhereTheNewOneCannotBeWritten() throws IOException {
        store.save(checkpoint(3));
        Files.createDirectory(file.resolveSibling(FileCheckpointStore.FILE + AtomicFile.PART));
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> store.save(checkpoint(4)))
                .withMessageStartingWith("cannot write " + file);
        assertThat(store.load()).contains(checkpoint(3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.3, 0.9, 0.999})
    void saysThatATruncatedFileIsDamaged(double part) throws IOException {
        store.save(checkpoint(3));
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, (int) (part * whole.length)));
        assertDamaged(file + " is not a safetensors file or is damaged: ");
    }

    @Test
    void saysThatACorruptStateIsDamaged() throws IOException {
        store.save(checkpoint(3));
        byte[] whole = Files.readAllBytes(file);
        int at = new String(whole, StandardCharsets.ISO_8859_1).indexOf("lossSum");
        whole[at] = 'x';
        Files.write(file, whole);
        assertDamaged(file + " is damaged, line 1, ");
        assertDamaged("at current.lossSum: 'lossSum' is missing. Without this file the training begins anew");
    }

    @Test
    void refusesFilesOfOthersAndOfOtherVersions() {
        new Safetensors(tensors(1), Map.of()).write(file);
        assertDamaged(file + " is not a checkpoint of Regimen");
        new Safetensors(tensors(1), Map.of("regimen-checkpoint", "2", "state", "{}")).write(file);
        assertDamaged(file + " is a checkpoint of version 2, but this Regimen reads version 1");
    }

    @Test
    void membersHaveFoldersOfTheirOwn() {
        store.save(checkpoint(3));
        store.forMember(0).save(checkpoint(5));
        store.forMember(1).forMember(0).save(checkpoint(6));
        assertThat(file.resolveSibling("member-1")).isDirectoryContaining("glob:**/state.safetensors");
        assertThat(file.resolveSibling("member-2/member-1")).isDirectoryContaining("glob:**/state.safetensors");
        assertThat(store.load()).contains(checkpoint(3));
        assertThat(store.forMember(0).load()).contains(checkpoint(5));
        assertThat(store.forMember(1).load()).isEmpty();
    }

    private void assertDamaged(String message) {
        assertThatExceptionOfType(RunFolderException.class)
                .isThrownBy(() -> store.load())
                .withMessageContaining(message);
    }

    /** One in the middle of the second phase, with odd numbers. */
    private static Checkpoint checkpoint(int steps) {
        Spent spent = new Spent(16L * steps, steps, 0.1, 1.0 / 3);
        Point point = new Point(spent, Math.nextUp(0.1), new Scores(Map.of("accuracy", 0.1 + 0.2), Map.of()));
        PhaseReport finished = new PhaseReport(
                "reader",
                List.of("reader"),
                List.of(),
                List.of("cross-entropy of reader on digit"),
                List.of(new Label("digit", "reader")),
                spent,
                Map.of("reader", (long) steps),
                Map.of("reader", 96L),
                1e9,
                List.of(point),
                StopReason.BUDGET_SPENT,
                null);
        Checkpoint.PhaseState state = new Checkpoint.PhaseState(
                "judge", spent, "AAAA", Double.NaN, 3, 1, List.of(point), Double.NEGATIVE_INFINITY);
        return new Checkpoint(List.of(finished), state, tensors(steps));
    }

    private static Map<String, TensorBytes> tensors(int value) {
        ByteBuffer bytes = ByteBuffer.allocate(8).putInt(value).putInt(-value).flip();
        return Map.of(
                "weights/reader/first", new TensorBytes("F32", List.of(2L), bytes),
                "generator", new TensorBytes("U8", List.of(3L), ByteBuffer.wrap(new byte[] {1, 2, (byte) value})));
    }
}
