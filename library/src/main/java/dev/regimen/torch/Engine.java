package dev.regimen.torch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.global.torch;

/**
 * What computes. A run records it, because the same seed gives the same bits only where all of this is the same.
 *
 * @param libtorch the version of libtorch and of its Java binding, such as {@code 2.10.0-1.5.13}
 * @param platform operating system and processor family, such as {@code linux-x86_64}
 * @param vectors the vector instructions that libtorch uses, such as {@code AVX512}
 * @param blasKernel the matrix-product kernel that was asked for by {@code OPENBLAS_CORETYPE}, or {@code automatic}
 * @param images the layout of images between convolutions
 * @param processor the processor's name, as the operating system tells it
 */
public record Engine(
        String libtorch, String platform, String vectors, String blasKernel, ImageLayout images, String processor) {
    private static final Path LINUX_PROCESSORS = Path.of("/proc/cpuinfo");

    /** The engine of this process. */
    public static Engine current() {
        Natives.load();
        try (BytePointer vectors = torch.get_cpu_capability()) {
            return new Engine(
                    version(),
                    Loader.getPlatform(),
                    vectors.getString(),
                    Optional.ofNullable(System.getenv("OPENBLAS_CORETYPE")).orElse("automatic"),
                    ImageLayout.current(),
                    processorName().orElse("unknown"));
        }
    }

    private static String version() {
        try {
            return Loader.getVersion("org.bytedeco", "pytorch");
        } catch (IOException e) {
            return "unknown";
        }
    }

    private static Optional<String> processorName() {
        if (!Files.isReadable(LINUX_PROCESSORS)) {
            return Optional.ofNullable(System.getenv("PROCESSOR_IDENTIFIER"));
        }
        try (Stream<String> lines = Files.lines(LINUX_PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
