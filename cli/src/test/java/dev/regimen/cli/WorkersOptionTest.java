package dev.regimen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class WorkersOptionTest {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    @Command
    private static final class Program {
        @Mixin
        private WorkersOption workers;
    }

    private static WorkersOption option(String... arguments) {
        Program program = new Program();
        new CommandLine(program).parseArgs(arguments);
        return program.workers;
    }

    @Test
    void areAsManyAsThereAreProcessorsFor() {
        assertThat(option().count()).isEqualTo(PROCESSORS);
        assertThat(option().count(PROCESSORS)).isEqualTo(1);
        assertThat(option().count(2 * PROCESSORS)).isEqualTo(1);
    }

    @Test
    void areAsManyAsWereAskedFor() {
        assertThat(option("--workers=3").count(2)).isEqualTo(3);
    }
}
