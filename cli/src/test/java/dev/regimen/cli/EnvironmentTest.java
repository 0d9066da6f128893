package dev.regimen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The program itself, in a process with another environment. */
class EnvironmentTest {
    @Test
    void aLayoutThatThereIsNotIsNamedBeforeAnyFile() throws Exception {
        Process process = start("explain");
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(output.lines())
                .containsExactly("regimen: REGIMEN_LAYOUT is 'rows'; expected blocked or channels-last");
    }

    @Test
    void helpIsThereAllTheSame() throws Exception {
        Process process = start("explain", "--help");
        assertThat(process.getInputStream().readAllBytes()).isNotEmpty();
        assertThat(process.waitFor()).isZero();
    }

    private static Process start(String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder =
                new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Main.class.getName());
        builder.command().addAll(List.of(arguments));
        builder.environment().remove("JAVA_TOOL_OPTIONS"); // of which the virtual machine would speak
        builder.environment().put("REGIMEN_LAYOUT", "rows");
        return builder.redirectErrorStream(true).start();
    }
}
