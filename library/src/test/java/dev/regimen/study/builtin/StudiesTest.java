package dev.regimen.study.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.config.Experiment;
import dev.regimen.study.Cell;
import dev.regimen.study.Evidence;
import dev.regimen.study.Purpose;
import dev.regimen.study.Scale;
import dev.regimen.study.Setup;
import dev.regimen.study.finding.Arms;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every study in each form, looked at without running it. */
class StudiesTest {
    static Stream<Arguments> studies() {
        return Studies.all().stream()
                .flatMap(study -> Stream.of(Scale.values()).map(scale -> Arguments.of(study.name(), scale)));
    }

    private static List<Cell> cells(String study, Setup setup) {
        return Studies.named(study).cells(setup, Evidence.NONE);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("studies")
    void cellsAreExperimentsWithAnEndToEndContenderAndATarget(String study, Scale scale) {
        List<Cell> cells = cells(study, Setup.of(scale));
        assertThat(cells).isNotEmpty().extracting(Cell::name).doesNotHaveDuplicates();
        assertThat(cells).allSatisfy(cell -> {
            Experiment experiment = cell.file().experiment();
            if (cell.purpose() != Purpose.PUBLISHED) { // there each contender has a budget and a cell of its own
                assertThat(experiment.regimens()).containsKey(Arms.END_TO_END);
            }
            assertThat(experiment.target()).isPresent();
        });
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("studies")
    void aPersonsNumberOfSeedsIsThatOfEveryMainCell(String study, Scale scale) {
        Setup three = new Setup(scale, Path.of("data"), OptionalInt.of(3));
        assertThat(cells(study, three))
                .filteredOn(cell -> cell.purpose() == Purpose.MAIN)
                .allSatisfy(cell ->
                        assertThat(cell.file().experiment().seeds().numbers()).hasSize(3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("studies")
    void conclusionsOfTheFullFormRestOnSeedsThatTellAllFromNoneAndTunedRates(String study, Scale scale) {
        assertThat(cells(study, Setup.of(Scale.FULL)))
                .filteredOn(cell -> cell.purpose() == Purpose.MAIN)
                .allSatisfy(cell -> {
                    Experiment experiment = cell.file().experiment();
                    // With fewer, even 'all of them' has an interval with one half in it.
                    assertThat(experiment.seeds().numbers()).hasSizeGreaterThanOrEqualTo(5);
                    assertThat(experiment.tune()).isPresent();
                });
    }

    @Test
    void aKeyThatIsSetAgainStandsOnceInTheCommand() {
        Cell cell = new Cell("a", Purpose.MAIN, Map.of(), "x.yaml", List.of("seeds=20", "data.digits=2", "seeds=10"));
        assertThat(cell.command()).isEqualTo("./regimen compare experiments/x.yaml --set data.digits=2 --set seeds=10");
        assertThat(cell.setting("seeds")).contains("10");
    }

    @Test
    void anUnknownNameIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> Studies.named("digit-sums"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown study 'digit-sums'; did you mean 'digit-sum'?");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("studies")
    void saysWhatItIsInOneLine(String study, Scale scale) {
        String title = Studies.named(study).title();
        assertThat(title).doesNotContain("\n").hasSizeBetween(20, 110);
        assertThat(title.substring(0, 1)).isEqualTo(title.substring(0, 1).toLowerCase(Locale.ROOT));
    }
}
