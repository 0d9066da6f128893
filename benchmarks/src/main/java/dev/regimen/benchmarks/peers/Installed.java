package dev.regimen.benchmarks.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What can be started here.
 *
 * @param benchmarks the folder of the benchmarks
 */
record Installed(Path benchmarks) {
    /** As the launcher starts it, with a heap that is enough for all works. */
    private static final List<String> JVM = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-Xmx1g", "-cp");

    /** What Regimen's launcher asks of glibc's allocator. */
    private static final Set<String> ALLOCATOR =
            Set.of("MALLOC_TOP_PAD_", "MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_");

    /** Those whose programs do what is known to be faster. */
    private static final Set<String> TUNED = Set.of("pytorch-tuned", "pytorch-compiled", "script-tuned", "jax");

    /** Variables that are set for Regimen as its launcher sets them, but that users of this peer do not have. */
    static Set<String> unset(Peer peer) {
        if (peer.equals(Peer.REGIMEN)) {
            return Set.of();
        }
        Set<String> unset = new HashSet<>(TUNED.contains(peer.name()) ? Set.of() : ALLOCATOR);
        if (peer.language() == Peer.Language.PYTHON) {
            // For the kernels of our BLAS; those of current Python packages know the processor.
            unset.add("OPENBLAS_CORETYPE");
        }
        return unset;
    }

    /** Why a peer cannot be started, if it cannot. */
    Optional<String> missing(Peer peer) {
        return switch (peer.language()) {
            case JAVA -> Optional.empty();
            case DJL -> need(djl(), "it is not built: benchmarks/peers/install");
            case PYTHON -> need(python(), "not installed: benchmarks/peers/install");
        };
    }

    private static Optional<String> need(Path file, String otherwise) {
        return Files.exists(file) ? Optional.empty() : Optional.of(otherwise);
    }

    /** How a peer's program is started for a work. */
    List<String> command(Peer peer, Path work) {
        List<String> command = new ArrayList<>();
        switch (peer.language()) {
            case JAVA -> {
                command.addAll(JVM);
                command.add(System.getProperty("java.class.path"));
                command.add(peer.program().get(0));
            }
            case DJL -> {
                command.addAll(JVM);
                command.add(djl() + java.io.File.pathSeparator + djl().resolveSibling("lib") + "/*");
                command.add(peer.program().get(0));
            }
            case PYTHON -> {
                command.add(python().toString());
                command.add(benchmarks
                        .resolve("peers")
                        .resolve(peer.program().get(0))
                        .toString());
            }
        }
        command.add(work.toString());
        command.addAll(peer.program().subList(1, peer.program().size()));
        return command;
    }

    private Path python() {
        return benchmarks.resolve("target/peers/bin/python");
    }

    private Path djl() {
        return benchmarks.resolve("peers/djl/target/classes");
    }
}
