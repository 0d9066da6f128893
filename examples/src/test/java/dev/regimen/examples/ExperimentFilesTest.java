package dev.regimen.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.config.Catalog;
import dev.regimen.config.ExperimentFile;
import dev.regimen.config.ExperimentReader;
import dev.regimen.run.Provenance;
import dev.regimen.run.Run;
import dev.regimen.run.RunDescription;
import dev.regimen.torch.Workers;
import dev.regimen.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The experiments beside this module's pom run, with budgets that are far too small to learn anything. */
class ExperimentFilesTest {
    @TempDir
    private Path folder;

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(""))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void runs(Path path) {
        boolean needsAnother = path.endsWith("members.yaml");
        if (needsAnother) {
            run(Path.of("earlier.yaml"), Path.of(""), folder.resolve("runs/earlier"));
        }
        // Where the file says that the other run is, seen from the file.
        run(path, needsAnother ? folder.resolve("examples") : Path.of(""), folder.resolve("runs/this"));
    }

    private static void run(Path path, Path dataFolder, Path out) {
        ExperimentFile file = new ExperimentReader(Catalog.standard())
                .read(path, List.of("budget.examples=960", "batch-size=32", "seeds=1", "evaluations=1"));
        RunDescription description =
                RunDescription.comparison(dataFolder, Provenance.starting("regimen compare " + path, 1));
        try (Run run = Run.begin(Optional.of(out), description, file);
                Workers workers = new Workers(2)) {
            assertThat(run.train(workers, TrainingListener.SILENT, () -> false)
                            .orElseThrow()
                            .comparison()
                            .contenders())
                    .hasSameSizeAs(file.experiment().regimens().keySet());
        }
    }

    @Test
    void everyExampleIsListed() throws IOException {
        String page = Files.readString(Path.of("README.md"));
        assertThat(files()).hasSizeGreaterThan(3).allSatisfy(file -> assertThat(page)
                .contains("`" + file + "`")
                .contains("./regimen compare examples/" + file));
        try (Stream<Path> programs = Files.list(Path.of("src", "main", "java", "dev", "regimen", "examples"))) {
            assertThat(programs.map(file -> file.getFileName().toString()).toList())
                    .allSatisfy(name -> assertThat(page).contains("`" + name.replace(".java", "") + "`"));
        }
    }
}
