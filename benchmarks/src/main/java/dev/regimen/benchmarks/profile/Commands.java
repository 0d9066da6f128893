package dev.regimen.benchmarks.profile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Other programs. */
final class Commands {
    private Commands() {}

    /**
     * Runs to the end.
     *
     * @param line is given each line that it prints; its errors go where ours go
     * @throws IllegalStateException if it fails
     */
    static void run(List<String> command, Consumer<String> line) {
        Process process = start(command);
        try {
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                lines.lines().forEach(line);
            }
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(command + " ended with exit code " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command, e);
        } finally {
            process.destroyForcibly(); // if it is still there
        }
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(command.get(0) + " cannot be started: " + e.getMessage(), e);
        }
    }
}
