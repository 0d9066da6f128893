package dev.regimen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.regimen.task.Examples;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The experiments after other publications than the one behind the project. */
class NeighbourExperimentsTest {
    @ParameterizedTest
    @ValueSource(strings = {"pentomino", "layer-wise"})
    void fitsItsExamples(String name) {
        ExperimentFile file = read(name);
        try (Examples examples = file.open(Path.of(""), 1)) {
            assertThatCode(() -> file.check(examples)).doesNotThrowAnyException();
        }
        assertThat(file.experiment().name()).isEqualTo(name);
    }

    /** As published: 64 inputs, 512 hidden units and 11 outputs for each patch; 704, 512 and 2 for the whole. */
    @Test
    void thePentominoNetworkIsThePublishedOne() {
        ExperimentFile file = read("pentomino");
        try (Examples examples = file.open(Path.of(""), 1);
                var model = file.experiment().spec().create(examples.fields(), 1)) {
            assertThat(model.parameterCount("spotter")).isEqualTo((64 + 1) * 512 + (512 + 1) * 11);
            assertThat(model.parameterCount("types")).isZero();
            assertThat(model.parameterCount("judge")).isEqualTo((704 + 1) * 512 + (512 + 1) * 2);
        }
    }

    private static ExperimentFile read(String name) {
        return new ExperimentReader(Catalog.standard()).read(Path.of("../experiments", name + ".yaml"), List.of());
    }
}
