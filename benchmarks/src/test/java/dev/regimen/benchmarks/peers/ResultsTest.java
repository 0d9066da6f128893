package dev.regimen.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {
    @Test
    void areMovedInTheEnd(@TempDir Path folder) {
        Path running = folder.resolve("target/results");
        Path given = folder.resolve("results");
        Results results = new Results(running);
        for (int i = 0; i < 2; i++) { // also where there are older ones
            results.save(new Table("a machine", Map.of()), List.of());
            assertThat(running).isDirectoryContaining("glob:**peers.md").isDirectoryContaining("glob:**peers.json");
            results.moveTo(given).add("more");
            assertThat(running).isEmptyDirectory();
            assertThat(given.resolve("peers.md"))
                    .content()
                    .startsWith("a machine")
                    .endsWith("\nmore\n");
        }
    }
}
