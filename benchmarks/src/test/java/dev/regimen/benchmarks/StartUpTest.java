package dev.regimen.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartUpTest {
    @TempDir
    private Path folder;

    /** The program that is timed here is a shell script. */
    @BeforeEach
    void needsAShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no shell to run the program of this test");
    }

    @Test
    void timesTheProgramAfterAFirstRun() throws IOException {
        Path calls = folder.resolve("calls");
        StartUp program = program("echo \"$1\" >> '" + calls + "'; sleep 0.02");
        assertThat(program.help()).isBetween(0.02, 5.0);
        assertThat(Files.readAllLines(calls)).hasSize(11).containsOnly("--help");
    }

    @Test
    void comparesIntoAFolderThatIsThrownAway() throws IOException {
        Path calls = folder.resolve("calls");
        StartUp program = program("mkdir \"$3\"; echo \"$@\" > '" + calls + "'");
        assertThat(program.compare()).isPositive();
        String[] arguments = Files.readString(calls).strip().split(" ");
        assertThat(arguments).hasSize(3).startsWith("compare", "--out");
        assertThat(Path.of(arguments[2])).doesNotExist();
    }

    @Test
    void aProgramThatFailsHasNoTime() throws IOException {
        StartUp program = program("exit 3");
        assertThatThrownBy(program::help).hasMessageContaining("exit code 3");
    }

    private StartUp program(String body) throws IOException {
        Path script = folder.resolve("program");
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return new StartUp(script);
    }
}
