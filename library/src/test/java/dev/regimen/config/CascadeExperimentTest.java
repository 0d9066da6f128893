package dev.regimen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.regimen.task.CascadeSettings;
import dev.regimen.task.Examples;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CascadeExperimentTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8})
    void theFileOfEveryLengthIsItsExperiment(int length) {
        Path file = Path.of("../experiments/cascade-" + length + ".yaml");
        Experiment read =
                new ExperimentReader(Catalog.standard()).read(file, List.of()).experiment();
        assertThat(read).isEqualTo(CascadeExperiment.of(CascadeSettings.of(length), read.seeds()));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 8})
    void fitsItsExamples(int length) {
        CascadeSettings data = CascadeSettings.of(length);
        Experiment experiment = CascadeExperiment.of(data, SeedList.count(1));
        try (Examples examples = data.open(Path.of(""))) {
            assertThatCode(() -> experiment.check(examples)).doesNotThrowAnyException();
        }
        assertThat(experiment.regimens()).hasSize(4 + length);
        assertThat(experiment.objective().reads())
                .containsExactly(CascadeExperiment.moduleAt(length))
                .allMatch(module -> module.endsWith("-" + length));
    }
}
