package dev.regimen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void helpGoesToStandardOutput() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: regimen");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void versionNamesProgramAndJava() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("regimen ").contains("Java ");
    }

    @Test
    void noCommandIsBadInput() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).startsWith("regimen: which command?");
    }

    @Test
    void unknownOptionIsBadInputWithTheNearestName() {
        assertThat(run("--hepl")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("regimen: Unknown option: '--hepl'")
                .contains("--help");
    }

    @Test
    void illegalArgumentIsBadInput() {
        assertThat(fail(new IllegalArgumentException("module 'adder' reads nothing"), false))
                .isEqualTo(2);
        assertThat(err.toString()).isEqualTo("regimen: module 'adder' reads nothing" + System.lineSeparator());
    }

    @Test
    void otherFailuresHaveAnotherCode() {
        assertThat(fail(new IllegalStateException("the disk is full"), false)).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("regimen: the disk is full" + System.lineSeparator());
    }

    @Test
    void aFailureWithoutMessageIsNamed() {
        fail(new NullPointerException(), false);
        assertThat(err.toString()).isEqualTo("regimen: NullPointerException" + System.lineSeparator());
    }

    @Test
    void checkedFailuresSayTheirKind() {
        assertThat(fail(new java.io.IOException("No space left on device"), false))
                .isEqualTo(1);
        assertThat(err.toString()).isEqualTo("regimen: IOException: No space left on device" + System.lineSeparator());
    }

    @Test
    void pathsThatDoNotSuitAreBadInput() {
        assertThat(fail(new NoSuchFileException("a.yaml"), false)).isEqualTo(2);
        assertThat(fail(new AccessDeniedException("b"), false)).isEqualTo(2);
        assertThat(fail(new FileAlreadyExistsException("c"), false)).isEqualTo(2);
        assertThat(fail(new NotDirectoryException("d"), false)).isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly(
                        "regimen: there is no file a.yaml",
                        "regimen: access to b is denied",
                        "regimen: c exists already",
                        "regimen: d is not a folder");
    }

    @Test
    void wrappedFailuresAreUnwrapped() {
        Exception cause = new IllegalArgumentException("seeds is at least 1, not 0");
        assertThat(fail(new CompletionException(cause), false)).isEqualTo(2);
        assertThat(fail(new UncheckedIOException(new NoSuchFileException("a.yaml")), false))
                .isEqualTo(2);
        assertThat(err.toString().lines())
                .containsExactly("regimen: seeds is at least 1, not 0", "regimen: there is no file a.yaml");
    }

    @Test
    void debugShowsTheStackTrace() {
        fail(new IllegalArgumentException("no"), true);
        assertThat(err.toString()).contains("at dev.regimen.cli.MainTest");
    }

    private int run(String... arguments) {
        return Main.run(arguments, new PrintWriter(out), new PrintWriter(err));
    }

    /** Runs a command that fails in this way. */
    private int fail(Exception exception, boolean debug) {
        Failures failures = new Failures(() -> debug);
        return new CommandLine(new Failing(exception))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler(failures)
                .execute();
    }

    @Command
    private record Failing(Exception exception) implements java.util.concurrent.Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            throw exception;
        }
    }
}
