package dev.regimen.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    private static final Provenance SESSION = Provenance.starting("regimen compare", 2);
    private static final String EXPERIMENT = "name: tiny\n";

    @TempDir
    private Path below;

    @Test
    void aNewFolderSaysWhatItsRunIs() throws IOException {
        Path path = below.resolve("deep/run");
        try (RunFolder folder = create(path)) {
            assertThat(folder.path()).isEqualTo(path);
            assertThat(Files.readString(folder.experiment())).isEqualTo(EXPERIMENT);
        }
        try (RunFolder opened = RunFolder.open(path)) {
            assertThat(opened.description().kind()).isEqualTo(RunKind.COMPARE);
            assertThat(opened.description().sessions()).containsExactly(SESSION);
            assertThat(opened.description().dataFolder()).isEqualTo(below.toString());
        }
    }

    @Test
    void anEmptyFolderIsTaken() throws IOException {
        Path path = Files.createDirectory(below.resolve("run"));
        try (RunFolder folder = create(path)) {
            assertThat(folder.experiment()).exists();
        }
    }

    @Test
    void nothingThatExistedIsOverwritten() throws IOException {
        Path mine = Files.writeString(below.resolve("mine.txt"), "kept");
        assertRefused(() -> create(below), below + " is not empty (there is 'mine.txt'): nothing is overwritten");
        assertThat(mine).hasContent("kept");
        assertThat(content(below)).containsExactly("mine.txt");
    }

    @Test
    void aRunIsNotBegunTwiceInOneFolder() throws IOException {
        Path path = below.resolve("run");
        create(path).close();
        String before = Files.readString(path.resolve(RunFolder.DESCRIPTION));
        assertRefused(() -> create(path), "continue the run in it with 'resume'");
        assertThat(path.resolve(RunFolder.DESCRIPTION)).hasContent(before);
    }

    @Test
    void aFolderThatCannotBeMadeIsNamedWithTheReason() throws IOException {
        Path file = Files.writeString(below.resolve("file"), "");
        Path inFile = file.resolve("run");
        assertThatExceptionOfType(RunFolderException.class)
                .isThrownBy(() -> create(inFile))
                .withMessageMatching("cannot write to \\Q" + inFile + "\\E: .+; name another folder");
    }

    @Test
    void aFolderThatMayNotBeWrittenToIsNamed() throws IOException {
        Path locked = Files.createDirectory(below.resolve("locked"));
        assumeTrue(locked.toFile().setWritable(false), "folders cannot be protected here");
        assumeTrue(!Files.isWritable(locked), "this user may write everywhere");
        assertRefused(() -> create(locked.resolve("run")), "cannot write to " + locked.resolve("run"));
    }

    @Test
    void whatIsNotARunIsSaidToBeNone() throws IOException {
        Path plain = Files.createDirectory(below.resolve("plain"));
        Path file = Files.writeString(below.resolve("file"), "");
        assertRefused(() -> RunFolder.open(plain), plain + " is not the folder of a run: there is no run.json in it");
        assertRefused(() -> RunFolder.open(file), file + " is a file, not the folder of a run");
        assertRefused(
                () -> RunFolder.open(below.resolve("plian")),
                "does not exist; expected the folder of a run; did you mean '" + plain + "'?");
        assertRefused(() -> RunFolder.resume(plain, SESSION), "is not the folder of a run");
        assertThat(content(plain)).isEmpty();
    }

    @Test
    void aRunOfAnotherVersionIsNotTouched() throws IOException {
        Path path = below.resolve("run");
        create(path).close();
        Path description = path.resolve(RunFolder.DESCRIPTION);
        String later = Files.readString(description).replaceFirst("\"format\" : 2", "\"format\" : 3");
        Files.writeString(description, later);
        String expected = path + " is a run of format 3, but this Regimen reads format 2; use the version";
        assertRefused(() -> RunFolder.open(path), expected);
        assertRefused(() -> RunFolder.resume(path, SESSION), expected);
        assertThat(description).hasContent(later);
    }

    @Test
    void aDamagedDescriptionIsNamedWithTheLine() throws IOException {
        Path path = below.resolve("run");
        create(path).close();
        Path description = path.resolve(RunFolder.DESCRIPTION);
        String whole = Files.readString(description);
        Files.writeString(description, whole.substring(0, whole.length() / 2));
        assertRefused(() -> RunFolder.open(path), description + " is damaged, line ");
    }

    @Test
    void aResumeAddsASessionAndClearsWhatAKilledWriteLeft() throws IOException {
        Path path = below.resolve("run");
        create(path).close();
        Path torn = path.resolve("contenders/joint/seed-1/state.safetensors" + AtomicFile.PART);
        Files.createDirectories(torn.getParent());
        Files.writeString(torn, "half");
        try (RunFolder resumed = RunFolder.resume(path, SESSION)) {
            assertThat(torn).doesNotExist();
            resumed.end();
        }
        try (RunFolder opened = RunFolder.open(path)) {
            List<Provenance> sessions = opened.description().sessions();
            assertThat(sessions).hasSize(2);
            assertThat(sessions.get(0)).isEqualTo(SESSION);
            assertThat(sessions.get(1).finished()).isNotNull();
        }
    }

    @Test
    void aFolderIsForOneAtATimeButCanBeLookedAt() {
        Path path = below.resolve("run");
        try (RunFolder first = create(path)) {
            assertRefused(() -> RunFolder.resume(path, SESSION), path + " is in use by another process");
            try (RunFolder looked = RunFolder.open(path)) {
                assertThat(looked.description()).isEqualTo(first.description());
            }
        }
        RunFolder.resume(path, SESSION).close();
    }

    /** The system gives the lock up with the process; the file that stays is no obstacle. */
    @Test
    void aKilledProcessLeavesNoLock() throws Exception {
        Path path = below.resolve("run");
        create(path).close();
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        path.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("held");
            assertRefused(() -> RunFolder.resume(path, SESSION), "is in use by another process; wait for its end");
        } finally {
            holder.destroyForcibly();
        }
        assertThat(holder.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(path.resolve(FolderLock.FILE)).exists();
        RunFolder.resume(path, SESSION).close();
    }

    /** Keeps a folder until it is killed. */
    static final class Holder {
        private Holder() {}

        /** @param arguments the folder */
        public static void main(String[] arguments) throws IOException {
            FolderLock lock = FolderLock.take(Path.of(arguments[0]));
            System.out.println("held");
            int end = System.in.read();
            lock.close();
            System.exit(end);
        }
    }

    @Test
    void runsThatBeginInTheSameSecondHaveFoldersOfTheirOwn() {
        LocalDateTime now = LocalDateTime.of(2031, 5, 17, 12, 0, 1);
        assertThat(RunFolder.reserve(below, "tiny", now)).isEqualTo(below.resolve("runs/tiny-20310517-120001"));
        assertThat(RunFolder.reserve(below, "tiny", now)).isEqualTo(below.resolve("runs/tiny-20310517-120001-2"));
        assertThat(RunFolder.reserve(below, "tiny", now)).isEqualTo(below.resolve("runs/tiny-20310517-120001-3"));
    }

    @Test
    void anExperimentThatARunKeptIsStillRelativeToWhereItCameFrom() throws IOException {
        Path path = below.resolve("elsewhere/run");
        create(path).close();
        assertThat(RunFolder.dataFolder(path.resolve("experiment.yaml"))).isEqualTo(below);
        Path own = Files.writeString(below.resolve("elsewhere/experiment.yaml"), EXPERIMENT);
        assertThat(RunFolder.dataFolder(own)).isEqualTo(own.getParent());
    }

    private RunFolder create(Path path) {
        return RunFolder.create(path, RunDescription.comparison(below, SESSION), EXPERIMENT);
    }

    private static List<String> content(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatExceptionOfType(RunFolderException.class).isThrownBy(call).withMessageContaining(message);
    }
}
