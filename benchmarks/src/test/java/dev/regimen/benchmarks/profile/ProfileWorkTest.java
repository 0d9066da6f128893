package dev.regimen.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.benchmarks.Row;
import dev.regimen.benchmarks.work.WorkFolder;
import dev.regimen.benchmarks.work.Works;
import dev.regimen.benchmarks.worker.RegimenWorker;
import dev.regimen.benchmarks.worker.Worker;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileWorkTest {
    @TempDir
    private Path folder;

    /** The parts are known by the names of methods, which may change. */
    @Test
    void seesAllPartsOfATraining() {
        try (Worker worker = RegimenWorker.worker(write("mlp"));
                Stacks stacks = new Stacks()) {
            for (int round = 1; round <= 20; round++) {
                worker.round(round);
            }
            assertThat(StepPart.values())
                    .allSatisfy(part -> assertThat(stacks.seen().of(part))
                            .as(part.toString())
                            .isPositive());
            assertThat(stacks.seen().toString()).startsWith("batch ").contains(" %, forward ");
        }
    }

    @Test
    void tellsTheCodeOrThatPerfIsMissing() {
        List<Row> rows = ProfileWork.rows(write("latency-mlp"), 0.1);
        assertThat(rows)
                .singleElement()
                .asString()
                .contains("by code, an mlp predicts one example")
                .containsPattern("oneDNN 0 %.* Java \\d+ %|not measured: ");
    }

    private WorkFolder write(String name) {
        return WorkFolder.write(folder, Works.named(true, List.of(name)).get(0));
    }
}
