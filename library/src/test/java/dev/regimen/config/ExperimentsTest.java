package dev.regimen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.regimen.comparison.Comparison;
import dev.regimen.comparison.ComparisonPlan;
import dev.regimen.comparison.ResultStore;
import dev.regimen.data.source.Idx;
import dev.regimen.model.Model;
import dev.regimen.task.ClassificationSettings;
import dev.regimen.task.Examples;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The experiments that come with the project can be run as they stand. */
class ExperimentsTest {
    private static final Path FOLDER = Path.of("..", "experiments");
    private static final Catalog CATALOG = Catalog.standard();

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void isTheSameWhenResolved(Path path) {
        Experiment experiment = read(path).experiment();
        String resolved = new ExperimentWriter(CATALOG).write(experiment);
        assertThat(new ExperimentReader(CATALOG)
                        .read("resolved.yaml", resolved, List.of())
                        .experiment())
                .isEqualTo(experiment);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyContenderCanTrain(Path path) {
        ExperimentFile file = read(path);
        assumeTrue(hasItsData(file.experiment()), "the data of " + path + " are not on this machine");
        try (Examples examples = file.open(FOLDER, 1);
                Workers workers = new Workers(1)) {
            assertThatCode(() -> file.check(examples)).doesNotThrowAnyException();
            Task task = file.experiment().task(examples);
            ComparisonPlan plan = file.experiment().plan(CATALOG, seed -> task);
            Comparison comparison = new Comparison(plan, ResultStore.NONE, Surroundings.plain(workers));
            plan.contenders().forEach(contender -> assertThatCode(() -> comparison.check(contender))
                    .doesNotThrowAnyException());
        }
    }

    /** What others have made is not part of the project. */
    private static boolean hasItsData(Experiment experiment) {
        return !(experiment.data() instanceof ClassificationSettings data
                        && data.source() instanceof Idx idx
                        && idx.folder() != null)
                || Files.isDirectory(FOLDER.resolve(idx.folder()));
    }

    @Test
    void theReaderOfLinesIsAsLargeAsThePublishedOne() {
        ExperimentFile file = read(FOLDER.resolve("line-tuples.yaml"), "data.tuple=4", "data.validation-size=20");
        try (Examples examples = file.open(FOLDER, 1);
                Model model = file.experiment().spec().create(examples.fields(), 1)) {
            assertThat(model.parameterCount("reader")).isEqualTo(51_283);
            assertThat(model.parameterCount("head")).isEqualTo(4 * 100 + 100 + 100 + 1);
        }
    }

    private static ExperimentFile read(Path path, String... overrides) {
        return new ExperimentReader(CATALOG).read(path, List.of(overrides));
    }
}
