package dev.regimen.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;

/** How much of the machine's memory this process has. */
final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String KEY = "VmRSS:";

    private ResidentMemory() {}

    /** In bytes. */
    static long bytes() {
        if (!Files.isReadable(STATUS)) {
            return Pointer.physicalBytes();
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(KEY))
                    .mapToLong(line -> kilobytes(line) * 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As in {@code VmRSS: 123456 kB}. */
    private static long kilobytes(String line) {
        return Long.parseLong(
                line.substring(KEY.length(), line.length() - "kB".length()).strip());
    }
}
