package dev.regimen.study.finding;

import dev.regimen.comparison.ContenderResult;
import dev.regimen.report.Numbers;
import dev.regimen.study.CellResult;
import dev.regimen.study.Evidence;
import dev.regimen.study.Purpose;
import dev.regimen.study.Table;
import java.util.ArrayList;
import java.util.List;

/** What end-to-end training came to with other settings, where it broke down. */
public final class SweepTables {
    private static final String NONE = "–";

    private SweepTables() {}

    /** The sweeps, and the best of each with fresh seeds; nothing if there are none. */
    public static List<Table> of(Evidence evidence) {
        List<CellResult> sweeps = evidence.of(Purpose.SWEEP);
        List<CellResult> confirmations = evidence.of(Purpose.CONFIRMATION);
        List<Table> tables = new ArrayList<>();
        if (!sweeps.isEmpty()) {
            tables.add(tried(sweeps));
        }
        if (!confirmations.isEmpty()) {
            tables.add(Tables.reached(
                    "The best of these settings with fresh seeds",
                    "The whole budget; the seeds are others than the one that chose the setting.",
                    confirmations));
        }
        return tables;
    }

    private static Table tried(List<CellResult> sweeps) {
        List<String> columns = new ArrayList<>(List.of("cell"));
        BreakdownCheck.RATES.forEach(rate -> columns.add("rate " + Numbers.rate(rate)));
        columns.addAll(List.of("chosen", "with the whole budget", "chance"));
        List<List<String>> rows = new ArrayList<>();
        for (CellResult sweep : sweeps) {
            ContenderResult alone = sweep.contender(Arms.END_TO_END).orElseThrow();
            String metric = sweep.comparison().metric();
            List<String> row = new ArrayList<>(List.of(sweep.cell().where()));
            for (double rate : BreakdownCheck.RATES) {
                row.add(alone.tuning().stream()
                        .filter(trial -> trial.learningRate() == rate)
                        .map(trial -> trial.values().get(0))
                        .map(value -> value == null || value.isNaN() ? "diverged" : Numbers.metric(metric, value))
                        .findFirst()
                        .orElse(NONE));
            }
            row.add(sweep.learningRate(Arms.END_TO_END).orElse(NONE));
            row.add(Numbers.estimate(metric, alone.summary().metrics().get(metric)));
            row.add(Numbers.metric(metric, sweep.chance()));
            rows.add(row);
        }
        return new Table(
                "Other settings, where end-to-end training breaks down",
                "Each setting once. For each learning rate the metric on validation examples at the end of "
                        + Numbers.metric("accuracy", BreakdownCheck.SHARE)
                        + " of the budget; then that on test examples with"
                        + " the whole budget and the best of these rates. One of the models is the study's own.",
                columns,
                rows);
    }
}
