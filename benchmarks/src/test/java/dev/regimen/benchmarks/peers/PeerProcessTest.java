package dev.regimen.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerProcessTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void needsAShell() {
        assumeThat(Files.isExecutable(Path.of("/bin/sh")))
                .as("there is a /bin/sh")
                .isTrue();
    }

    @Test
    void asksForRoundsAndSaysWhichLogTellsMore() {
        try (PeerProcess process = start("echo '{\"peer\": \"one\"}'; read seed; echo \"{\\\"seconds\\\": $seed}\"")) {
            assertThat(process.ready().get("peer").textValue()).isEqualTo("one");
            assertThat(process.round(7).get("seconds").intValue()).isEqualTo(7);
            assertThatThrownBy(() -> process.round(8)).hasMessage("it ended by itself, see one.log");
        }
    }

    @Test
    void isNotGivenWhatIsForOthers() {
        assumeThat(System.getenv("HOME")).isNotNull();
        try (PeerProcess process = start("echo \"[\\\"${HOME-none}\\\", $OMP_NUM_THREADS]\"; read seed")) {
            assertThat(process.ready().toString()).isEqualTo("[\"none\",1]");
        }
    }

    @Test
    void saysThatAnAnswerIsNoJson() {
        try (PeerProcess process = start("echo 'good morning'; read seed")) {
            assertThatThrownBy(process::ready).hasMessage("it said what is no JSON, see one.log");
        }
    }

    /** What it started would go on working beside whoever comes next. */
    @Test
    void endsWhatItStartedIfItDoesNotAnswer() throws InterruptedException {
        long started;
        try (PeerProcess process = start("sleep 60 & echo $!; wait", Duration.ofSeconds(2))) {
            started = process.ready().longValue();
            assertThat(running(started)).isTrue();
            assertThatThrownBy(() -> process.round(1)).hasMessage("it gave no answer, see one.log");
        }
        for (int i = 0; i < 100 && running(started); i++) {
            Thread.sleep(50);
        }
        assertThat(running(started)).isFalse();
    }

    /** One that has ended and is still listed has no command. */
    private static boolean running(long process) {
        return ProcessHandle.of(process).flatMap(one -> one.info().command()).isPresent();
    }

    @Test
    void saysThatItCannotBeStarted() {
        Path log = folder.resolve("logs").resolve("one.log");
        assertThatThrownBy(() -> PeerProcess.start(List.of("/no/such/program"), log, 1, Set.of()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("it cannot be started: ");
    }

    private PeerProcess start(String script) {
        return start(script, Duration.ofMinutes(1));
    }

    private PeerProcess start(String script, Duration patience) {
        return PeerProcess.start(
                List.of("/bin/sh", "-c", script), folder.resolve("logs/one.log"), 1, Set.of("HOME"), patience);
    }
}
