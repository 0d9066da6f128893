package dev.regimen.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How long the program takes from the shell, built before.
 *
 * @param launcher the script {@code regimen}
 */
record StartUp(Path launcher) {
    private static final int TIMES = 10;

    /** The median of ten times of {@code --help}, in seconds. */
    double help() {
        seconds("--help"); // builds what is not built
        double[] times = IntStream.range(0, TIMES)
                .mapToDouble(i -> seconds("--help"))
                .sorted()
                .toArray();
        return (times[TIMES / 2 - 1] + times[TIMES / 2]) / 2;
    }

    /** One comparison of the embedded experiment as it is, in seconds; what it wrote is thrown away. */
    double compare() {
        try {
            Path folder = Files.createTempDirectory("regimen-benchmark");
            try {
                return seconds("compare", "--out", folder.resolve("run").toString());
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private double seconds(String... arguments) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        try {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            int code = process.waitFor();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (code != 0) {
                throw new IllegalStateException(command + " ended with exit code " + code);
            }
            return seconds;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command, e);
        }
    }
}
