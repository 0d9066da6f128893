package dev.regimen.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.model.Model;
import dev.regimen.task.Examples;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PentominoExperimentTest {
    /** 64 inputs, 512 hidden units and 11 outputs for each patch; 704, 512 and 2 for the whole. */
    @Test
    void theNetworkIsThePublishedOne() {
        ExperimentFile file =
                new ExperimentReader(Catalog.standard()).read(Path.of("../experiments/pentomino.yaml"), List.of());
        try (Examples examples = file.open(Path.of(""), 1);
                Model model = file.experiment().spec().create(examples.fields(), 1)) {
            assertThat(model.parameterCount("spotter")).isEqualTo((64 + 1) * 512 + (512 + 1) * 11);
            assertThat(model.parameterCount("types")).isZero();
            assertThat(model.parameterCount("judge")).isEqualTo((704 + 1) * 512 + (512 + 1) * 2);
        }
    }
}
