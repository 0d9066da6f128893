package dev.regimen.benchmarks.profile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Linux's {@code perf}, looking at this process a thousand times a second of processor time. */
final class Perf implements AutoCloseable {
    private static final int PER_SECOND = 997; // in step with nothing
    private static final String PROGRAM = "perf";
    private static final Path PARANOID = Path.of("/proc/sys/kernel/perf_event_paranoid");

    private final Path data;
    private final Process process;

    private Perf(Path data, Process process) {
        this.data = data;
        this.process = process;
    }

    static boolean isInstalled() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
    }

    /** Begins to look. */
    static Perf start() {
        try {
            Path data = Files.createTempFile("regimen-benchmark", ".perf");
            List<String> command = List.of(
                    PROGRAM,
                    "record",
                    "-q",
                    "-N", // nothing is kept for later
                    "-e",
                    "cpu-clock",
                    "-F",
                    Integer.toString(PER_SECOND),
                    "-o",
                    data.toString(),
                    "-p",
                    Long.toString(ProcessHandle.current().pid()));
            return new Perf(
                    data,
                    new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
        } catch (IOException e) {
            throw new IllegalStateException(PROGRAM + " cannot be started: " + e.getMessage(), e);
        }
    }

    /** Whether it sees the system's own code, which the system may forbid. */
    static boolean seesSystem() {
        try {
            int forbidden = Integer.parseInt(Files.readString(PARANOID).strip());
            return forbidden <= 1 || System.getProperty("user.name").equals("root");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Ends looking.
     *
     * @throws IllegalStateException if nothing was seen; {@code perf} has said why
     */
    Shares<Code> seen() {
        if (!process.isAlive()) {
            throw new IllegalStateException(PROGRAM + " ended by itself, with exit code " + process.exitValue());
        }
        process.destroy(); // it then writes what it still has
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException(PROGRAM + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + PROGRAM, e);
        }
        CodeCache java = CodeCache.current();
        Shares<Code> seen = new Shares<>(Code.class);
        List<String> command = List.of(PROGRAM, "script", "-F", "ip,sym,dso", "-i", data.toString());
        Commands.run(command, line -> {
            if (!line.isBlank()) {
                seen.saw(Code.of(line, java));
            }
        });
        if (seen.all() == 0) {
            throw new IllegalStateException(PROGRAM + " saw nothing");
        }
        return seen;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            Files.deleteIfExists(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
