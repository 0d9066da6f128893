package dev.regimen.benchmarks.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A peer's program while it runs: asked for one round at a time. */
final class PeerProcess implements Conversation {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Process process;
    private final Path log;
    private final Duration patience;
    private final BufferedReader answers;
    private final BufferedWriter seeds;

    private PeerProcess(Process process, Path log, Duration patience) {
        this.process = process;
        this.log = log;
        this.patience = patience;
        answers = process.inputReader(StandardCharsets.UTF_8);
        seeds = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * @param log where the program's own messages go
     * @param unset variables of the environment that are not for it
     */
    static PeerProcess start(List<String> command, Path log, int threads, Set<String> unset) {
        return start(command, log, threads, unset, PATIENCE);
    }

    /** @param patience how long an answer may take */
    static PeerProcess start(List<String> command, Path log, int threads, Set<String> unset, Duration patience) {
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
            builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
            builder.environment().keySet().removeAll(unset);
            return new PeerProcess(builder.start(), log, patience);
        } catch (IOException e) {
            throw new UncheckedIOException("it cannot be started: " + e.getMessage(), e);
        }
    }

    @Override
    public JsonNode ready() {
        return answer();
    }

    @Override
    public JsonNode round(long seed) {
        try {
            seeds.write(seed + "\n");
            seeds.flush();
        } catch (IOException e) {
            throw new IllegalStateException("it ended by itself" + seeLog(), e);
        }
        return answer();
    }

    private JsonNode answer() {
        try {
            return CompletableFuture.supplyAsync(this::read)
                    .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            kill();
            boolean late = e.getCause() instanceof TimeoutException;
            throw new IllegalStateException(
                    (late ? "it gave no answer" : e.getCause().getMessage()) + seeLog(), e);
        }
    }

    private JsonNode read() {
        try {
            String line = answers.readLine();
            if (line == null) {
                throw new IllegalStateException("it ended by itself");
            }
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("it said what is no JSON", e);
        }
    }

    private String seeLog() {
        return ", see " + log.getFileName();
    }

    /** Where Linux tells it. */
    @Override
    public OptionalLong peakBytes() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException | UncheckedIOException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        try {
            seeds.close(); // it ends when there is nothing more to read
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                kill();
            }
        } catch (IOException e) {
            kill();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    /** What it started goes first, since nobody finds that when it is gone itself. */
    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
