package dev.regimen.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In virtual machines of their own: this one has loaded libtorch already, or will. */
@Timeout(120)
class NativesTest {
    @TempDir
    private Path folder;

    @Test
    void twoProcessesCanFillAnEmptyCacheAtOnce() throws Exception {
        String cache = "-Dorg.bytedeco.javacpp.cachedir=" + folder.resolve("cache");
        Process first = start(cache);
        Process second = start(cache);
        assertThat(output(first)).isEqualTo("6.0");
        assertThat(output(second)).isEqualTo("6.0");
        assertThat(folder.resolve("cache"))
                .isDirectoryContaining(path -> path.toString().contains("pytorch"));
    }

    @Test
    void aPlatformWithoutNativesIsNamed() throws Exception {
        assertThat(output(start("-Dorg.bytedeco.javacpp.platform=linux-arm64")))
                .isEqualTo("no libtorch for the platform linux-arm64 is on the class path; there are natives for"
                        + " linux-x86_64, macosx-arm64 and windows-x86_64");
    }

    @Test
    void theEngineIsKnown() {
        Engine engine = Engine.current();
        assertThat(engine.libtorch()).matches("\\d+\\.\\d+\\.\\d+-.+");
        assertThat(engine.platform()).isEqualTo(Loader.getPlatform());
        assertThat(Stream.of(engine.vectors(), engine.blasKernel(), engine.processor()))
                .noneMatch(String::isBlank);
    }

    private static Process start(String option) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), option, Program.class.getName()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** The last line: newer virtual machines warn before it that native code is loaded. */
    private static String output(Process process) throws IOException {
        String output = new String(process.getInputStream().readAllBytes(), System.getProperty("native.encoding"));
        return output.lines().reduce("", (before, line) -> line);
    }

    /** What a program does first. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            try {
                Natives.load();
                try (Tensor ones = torch.ones(2, 3);
                        Tensor sum = ones.sum()) {
                    System.out.println(TensorData.toDouble(sum));
                }
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
