package dev.regimen.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

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

    @Test
    void seesWhatATrainingIsAt() {
        try (Worker worker = RegimenWorker.worker(write("mlp"));
                Stacks stacks = new Stacks()) {
            for (int round = 1; round <= 20; round++) {
                worker.round(round);
            }
            assertThat(stacks.seen().of(StepPart.FORWARD)).isPositive();
            assertThat(stacks.seen().of(StepPart.BACKWARD)).isPositive();
            assertThat(stacks.seen().toString()).startsWith("batch ").contains(" %, forward ");
        }
    }

    /** Where perf is installed and may look. */
    @Test
    void tellsTheCode() {
        List<Row> rows = ProfileWork.rows(write("latency-mlp"), 1.5);
        assertThat(rows).hasSize(1);
        String row = rows.get(0).toString();
        assumeThat(row).doesNotContain("not measured: there is no perf", "not measured: perf ended by itself");
        assertThat(row)
                .contains(", an mlp predicts one example | oneDNN 0 %")
                .doesNotContain("OpenBLAS 0 %", "Java 0 %");
    }

    private WorkFolder write(String name) {
        return WorkFolder.write(folder, Works.named(true, List.of(name)).get(0));
    }
}
