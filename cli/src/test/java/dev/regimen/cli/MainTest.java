package dev.regimen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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
        fail(new java.nio.file.NoSuchFileException("a.yaml"), false);
        assertThat(err.toString()).isEqualTo("regimen: NoSuchFileException: a.yaml" + System.lineSeparator());
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
