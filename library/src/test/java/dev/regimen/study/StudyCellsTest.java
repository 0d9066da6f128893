package dev.regimen.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.config.ExperimentFile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StudyCellsTest {
    static Stream<Arguments> forms() {
        return Studies.all().stream()
                .flatMap(study -> Stream.of(Scale.values()).map(scale -> Arguments.of(study, scale)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyCellIsAnExperimentOfItsOwn(Study study, Scale scale) {
        List<Cell> cells = study.cells(Setup.of(scale), Evidence.NONE);
        assertThat(cells).isNotEmpty();
        assertThat(cells.stream().map(Cell::name)).doesNotHaveDuplicates();
        assertThat(cells.stream().map(Cell::place)).doesNotHaveDuplicates();
        for (Cell cell : cells) {
            ExperimentFile file = CellRun.experiment(cell);
            assertThat(file.experiment().seeds().numbers()).hasSizeGreaterThanOrEqualTo(scale == Scale.QUICK ? 5 : 10);
            assertThat(file.experiment().regimens()).containsKeys(Arms.END_TO_END, Arms.STEP_BY_STEP, Arms.AUXILIARY);
            assertThat(file.experiment().tune().isPresent()).isEqualTo(scale == Scale.FULL);
        }
    }
}
