package dev.regimen.benchmarks.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.benchmarks.work.Kind;
import dev.regimen.benchmarks.work.Work;
import dev.regimen.benchmarks.work.WorkFolder;
import dev.regimen.benchmarks.work.Works;
import dev.regimen.task.PositionedSource;
import dev.regimen.task.Sample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Does works for a few steps, so that they keep working; measures nothing. */
class WorkersTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"cnn-128", "lstm", "mlp", "unet", "mlps-16", "growth-chain-2"})
    void trains(String name) {
        WorkFolder written = write(name);
        try (Worker worker = RegimenWorker.worker(written)) {
            assertThat(worker.parameters()).isPositive();
            Worker.Round round = worker.round(1);
            assertThat(round.seconds()).isPositive();
            assertThat(round.accuracy()).isBetween(0.0, 1.0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"latency-mlp", "throughput-cnns-5"})
    void predicts(String name) {
        try (Worker worker = RegimenWorker.worker(write(name))) {
            assertThat(worker.round(1).accuracy()).isNull();
            assertThat(worker.round(2).seconds()).isPositive();
        }
    }

    /** As what users train on is, or members' batches would not be fetched together. */
    @Test
    void batchesAreKnownByTheirPositions() {
        try (FileExamples examples = new FileExamples(write("mlp"))) {
            assertThat(examples.training(1, 64, Sample.ALL)).isInstanceOfSatisfying(PositionedSource.class, source -> {
                assertThat(source.nextPositions()).hasSize(64);
                assertThat(source.examples().size())
                        .isEqualTo(work("mlp").data().train());
            });
        }
    }

    @Test
    void compares() {
        List<String> few = List.of("seeds=1", "evaluations=1");
        try (Worker worker = new RegimenComparison(write("digit-sum"), few)) {
            assertThat(worker.round(1).accuracy()).isBetween(0.0, 1.0);
        }
    }

    @Test
    void comparesSeeds() {
        try (Worker worker = RegimenWorker.worker(write("growth-seeds-2"))) {
            assertThat(worker.round(1).accuracy()).isBetween(0.0, 1.0);
        }
    }

    /** The same size, and both learn. */
    @ParameterizedTest
    @ValueSource(strings = {"mlp", "lstm"})
    void ourOwnLoopDoesTheSameWork(String name) {
        WorkFolder written = WorkFolder.write(folder, work(name));
        try (Worker regimen = RegimenWorker.worker(written);
                Worker own = BindingWorker.worker(written)) {
            assertThat(own.parameters()).isEqualTo(regimen.parameters());
            assertThat(own.round(1).accuracy()).isGreaterThan(0.5);
            assertThat(regimen.round(1).accuracy()).isGreaterThan(0.5);
        }
    }

    @Test
    void answersALineForEachSeedAndSaysWhatItCannot() throws IOException {
        assertThat(answers("mlp", "1\n2\n"))
                .hasSize(3)
                .first(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .contains("\"peer\":\"one\"");
        assertThat(answers("start", "")).containsExactly("{\"unable\":\"it trains\"}");
    }

    private List<String> answers(String name, String seeds) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        new WorkerProgram("one")
                .serve(
                        write(name),
                        BindingWorker::worker,
                        new ByteArrayInputStream(seeds.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(said, true, StandardCharsets.UTF_8));
        return said.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** With as little to do as possible. */
    private WorkFolder write(String name) {
        Work full = work(name);
        int calls = full.kind() == Kind.COMPARE ? 1_280 : Math.min(full.calls(), 3);
        return WorkFolder.write(folder, full.shortened(Math.min(full.epochs(), 1), calls));
    }

    private static Work work(String name) {
        return Works.named(true, List.of(name)).get(0);
    }
}
