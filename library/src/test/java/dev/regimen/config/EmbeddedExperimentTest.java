package dev.regimen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.task.Examples;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedExperimentTest {
    private static final Catalog CATALOG = Catalog.standard();

    private static ExperimentFile read(String... overrides) {
        return new ExperimentReader(CATALOG).embedded(List.of(overrides));
    }

    @Test
    void comparesFiveContenders() {
        Experiment experiment = read().experiment();
        assertThat(experiment.regimens().keySet())
                .containsExactly("end-to-end", "step-by-step", "fine-tuned", "auxiliary", "voted");
        assertThat(experiment.seeds().numbers()).hasSize(5);
    }

    @Test
    void isTheSameWhenResolved() {
        Experiment experiment = read().experiment();
        String resolved = new ExperimentWriter(CATALOG).write(experiment);
        assertThat(new ExperimentReader(CATALOG)
                        .read("resolved.yaml", resolved, List.of())
                        .experiment())
                .isEqualTo(experiment);
    }

    @Test
    void fitsItsExamples() {
        ExperimentFile file = read();
        try (Examples examples = file.open(Path.of(""), 1)) {
            assertThatCode(() -> file.check(examples)).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "modules.adder.reads=raeder|--set modules.adder.reads=raeder: modules.adder.reads: unknown field or module 'raeder'; did you mean 'reader'? Known are: digit, image, reader, sum",
            })
    void saysWhatDoesNotFitTheExamples(String override, String message) {
        ExperimentFile file = read(override);
        try (Examples examples = file.open(Path.of(""), 1)) {
            assertThatThrownBy(() -> file.check(examples))
                    .isExactlyInstanceOf(ConfigException.class)
                    .hasMessage(message);
        }
    }
}
