package dev.regimen.study.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.config.CascadeExperiment;
import dev.regimen.config.Experiment;
import dev.regimen.study.Cell;
import dev.regimen.study.Evidence;
import dev.regimen.study.Scale;
import dev.regimen.study.Setup;
import dev.regimen.task.Examples;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CascadeStudyTest {
    private final CascadeStudy study = new CascadeStudy();

    @ParameterizedTest
    @EnumSource
    void everyCellFitsItsExamples(Scale scale) {
        Setup setup = Setup.of(scale);
        for (Cell cell : study.cells(setup, Evidence.NONE)) {
            Experiment experiment = cell.file().experiment();
            try (Examples examples = cell.file().open(setup.data(), 1)) {
                experiment.check(examples);
            }
            assertThat(experiment.target()).contains(0.9);
            assertThat(experiment.stopAtTarget()).isTrue();
            assertThat(experiment.budget().amount() / experiment.evaluations()).isEqualTo(2_000);
        }
    }

    @Test
    void everyPositionHasItsControl() {
        List<Cell> cells = study.cells(Setup.of(Scale.FULL), Evidence.NONE);
        assertThat(cells)
                .extracting(cell -> cell.place().get("modules"))
                .containsExactly("2", "3", "4", "5", "6", "7", "8");
        for (int length = 2; length <= 8; length++) {
            assertThat(cells.get(length - 2).file().experiment().regimens())
                    .containsKeys("end-to-end", "step-by-step", "auxiliary", "fine-tuned")
                    .containsKeys(IntStream.rangeClosed(1, length)
                            .mapToObj(position -> "control-" + CascadeExperiment.moduleAt(position))
                            .toArray(String[]::new));
        }
    }

    @Test
    void theQuickFormSaysWhatItLeavesOut() {
        assertThat(study.cells(Setup.of(Scale.QUICK), Evidence.NONE))
                .extracting(Cell::command)
                .first()
                .isEqualTo(
                        "./regimen compare experiments/cascade-2.yaml --set data.word-length=2 --set data.validation-size=500"
                                + " --set tune=null --set seeds=5 --set budget.examples=80000 --set evaluations=40");
    }
}
