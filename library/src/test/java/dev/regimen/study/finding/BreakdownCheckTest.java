package dev.regimen.study.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.comparison.ContenderResult;
import dev.regimen.comparison.ContenderResult.TuningTrial;
import dev.regimen.study.Cell;
import dev.regimen.study.CellResult;
import dev.regimen.study.Evidence;
import dev.regimen.study.Purpose;
import dev.regimen.study.Scale;
import dev.regimen.study.Setup;
import dev.regimen.study.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BreakdownCheckTest {
    private static final Setup FULL = Setup.of(Scale.FULL);
    private static final BreakdownCheck CHECK = BreakdownCheck.of(
            List.of(
                    new BreakdownCheck.Variant("narrow", List.of("modules.reader.net.channels=[8, 16]")),
                    new BreakdownCheck.Variant("wide", List.of("modules.reader.net.channels=[32, 64]"))),
            "modules.reader.net.batch-norm");
    private static final CellResult BROKEN = MadeUp.cell("a", MadeUp.atChance("end-to-end", 6));

    private static CellResult sweep(Cell cell, double... accuracies) {
        return sweep(MadeUp.atChance("end-to-end", 1), cell, accuracies);
    }

    /** @param one what it came to with the whole budget and the best of these rates */
    private static CellResult sweep(ContenderResult one, Cell cell, double... accuracies) {
        double best = Arrays.stream(accuracies)
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElseThrow();
        List<TuningTrial> trials = new ArrayList<>();
        for (double accuracy : accuracies) {
            double rate = BreakdownCheck.RATES.get(trials.size());
            trials.add(new TuningTrial(rate, List.of(accuracy), accuracy == best));
        }
        ContenderResult tuned = new ContenderResult(one.name(), one.regimen(), trials, one.seeds(), one.summary());
        return new CellResult(
                cell, MadeUp.cell(cell.name(), Purpose.SWEEP, tuned).results());
    }

    @Test
    void sweepsEveryVariantOfABreakdown() {
        List<Cell> cells = CHECK.cells(FULL, List.of(BROKEN), new Evidence(List.of(BROKEN)));
        assertThat(CHECK.settings()).isEqualTo(20);
        assertThat(cells)
                .extracting(Cell::name)
                .containsExactly(
                        "a-sweep-narrow-plain", "a-sweep-narrow-norm", "a-sweep-wide-plain", "a-sweep-wide-norm");
        assertThat(cells.get(1).overrides())
                .contains("modules.reader.net.channels=[8, 16]", "modules.reader.net.batch-norm=true", "seeds=[1]")
                .contains("tune={learning-rates: [3.0E-4, 0.001, 0.003, 0.01, 0.03], seeds: 1, share: 0.5}");
    }

    @Test
    void leavesAloneWhatLearns() {
        CellResult learned = MadeUp.cell("a", MadeUp.learned("end-to-end", 1L, 2L, 3L, 4L, 5L, 6L));
        assertThat(CHECK.cells(FULL, List.of(learned), new Evidence(List.of(learned))))
                .isEmpty();
        assertThat(CHECK.cells(Setup.of(Scale.QUICK), List.of(BROKEN), new Evidence(List.of(BROKEN))))
                .isEmpty();
    }

    @Test
    void confirmsTheBestWithFreshSeeds() {
        List<CellResult> done = new ArrayList<>(List.of(BROKEN));
        List<Cell> sweeps = CHECK.cells(FULL, List.of(BROKEN), new Evidence(done));
        done.add(sweep(sweeps.get(0), 0.1, 0.1, 0.12, 0.1, 0.1));
        done.add(sweep(sweeps.get(1), 0.1, 0.1, 0.1, 0.3, Double.NaN));
        done.add(sweep(sweeps.get(2), 0.1, 0.1, 0.1, 0.1, 0.1));
        assertThat(CHECK.cells(FULL, List.of(BROKEN), new Evidence(done))).hasSize(4);
        done.add(sweep(sweeps.get(3), 0.1, 0.2, 0.1, 0.1, 0.1));
        Cell confirmation =
                CHECK.cells(FULL, List.of(BROKEN), new Evidence(done)).get(4);
        assertThat(confirmation.name()).isEqualTo("a-confirmation");
        assertThat(confirmation.place()).containsEntry("variant", "narrow-norm");
        assertThat(confirmation.setting("optimizer.learning-rate")).contains("0.01");
        assertThat(confirmation.setting("seeds")).contains("[2, 3, 4, 5, 6, 7, 8, 9, 10, 11]");
        assertThat(confirmation.setting("tune")).contains("null");
    }

    /** After half of the budget nothing tells it from the others. */
    @Test
    void confirmsWhatBeginsToLearnWithTheWholeBudget() {
        List<CellResult> done = new ArrayList<>(List.of(BROKEN));
        List<Cell> sweeps = CHECK.cells(FULL, List.of(BROKEN), new Evidence(done));
        done.add(sweep(sweeps.get(0), 0.1, 0.1, 0.12, 0.1, 0.1));
        done.add(sweep(sweeps.get(1), 0.1, 0.1, 0.1, 0.1, 0.1));
        done.add(sweep(MadeUp.halfway("end-to-end", 1), sweeps.get(2), 0.1, 0.11, 0.1, 0.1, 0.1));
        done.add(sweep(sweeps.get(3), 0.1, 0.1, 0.1, 0.1, 0.1));
        Cell confirmation =
                CHECK.cells(FULL, List.of(BROKEN), new Evidence(done)).get(4);
        assertThat(confirmation.place()).containsEntry("variant", "wide-plain");
        assertThat(confirmation.setting("optimizer.learning-rate")).contains("0.001");
    }

    @Test
    void tellsWhatWasTried() {
        List<CellResult> done = new ArrayList<>(List.of(BROKEN));
        assertThat(SweepTables.of(new Evidence(done))).isEmpty();
        List<Cell> sweeps = CHECK.cells(FULL, List.of(BROKEN), new Evidence(done));
        done.add(sweep(sweeps.get(0), 0.1, 0.1, 0.3, Double.NaN));
        done.add(MadeUp.cell("a-confirmation", Purpose.CONFIRMATION, MadeUp.atChance("end-to-end", 10)));
        List<Table> tables = SweepTables.of(new Evidence(done));
        assertThat(tables).hasSize(2);
        assertThat(tables.get(0).rows().get(0))
                .startsWith("place a, variant narrow-plain", "10.0 %", "10.0 %", "30.0 %", "diverged", "–");
        assertThat(tables.get(1).rows().get(0)).contains("0 of 10 [0 %, 28 %]", "10.0 % [10.0, 10.0]");
    }

    /** What is harder is checked only if the easier one was no breakdown with other settings. */
    @Test
    void goesOnToTheNextBreakdownWhenTheFirstWasNone() {
        CellResult easy = MadeUp.cell("easy", MadeUp.learned("end-to-end", 1L, 2L, 3L, 4L, 5L, 6L));
        CellResult harder = MadeUp.cell("b", MadeUp.atChance("end-to-end", 6));
        List<CellResult> series = List.of(easy, BROKEN, harder);
        List<CellResult> done = new ArrayList<>(series);
        assertThat(BreakdownCheck.toCheck(FULL, series, new Evidence(done))).containsExactly(BROKEN);
        assertThat(BreakdownCheck.toCheck(FULL, series, with(done, MadeUp.atChance("end-to-end", 6))))
                .containsExactly(BROKEN);
        assertThat(BreakdownCheck.toCheck(FULL, series, with(done, MadeUp.learned("end-to-end", 1L, 2L))))
                .containsExactly(BROKEN, harder);
    }

    private static Evidence with(List<CellResult> done, ContenderResult confirmed) {
        List<CellResult> all = new ArrayList<>(done);
        all.add(MadeUp.cell("a-confirmation", Purpose.CONFIRMATION, confirmed));
        return new Evidence(all);
    }

    /** The last of several settings of one key counts, as on the command line. */
    @Test
    void everyCellOfASweepIsAnExperiment() {
        CellResult real = new CellResult(
                new Cell("real", Purpose.MAIN, Map.of(), "digit-sum-map.yaml", List.of("data.digits=3")),
                BROKEN.results());
        CHECK.cells(FULL, List.of(real), new Evidence(List.of(real)))
                .forEach(cell -> assertThat(cell.file().experiment().regimens()).containsOnlyKeys("end-to-end"));
    }
}
