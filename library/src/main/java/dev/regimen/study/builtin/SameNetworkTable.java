package dev.regimen.study.builtin;

import dev.regimen.comparison.ContenderResult;
import dev.regimen.report.Numbers;
import dev.regimen.study.CellResult;
import dev.regimen.study.Table;
import dev.regimen.study.finding.Arms;
import java.util.ArrayList;
import java.util.List;

/** The table of the same-network study. */
final class SameNetworkTable {
    private static final String NONE = "–";

    private SameNetworkTable() {}

    static Table of(List<CellResult> cells) {
        List<List<String>> rows = new ArrayList<>();
        for (CellResult cell : cells) {
            cell.comparison().contenders().forEach(contender -> rows.add(row(cell, contender)));
        }
        return new Table(
                "Every contender on every data set",
                "Accuracy on test examples with its t interval over seeds; how much higher end-to-end's is, paired over seeds,"
                        + " not corrected for the number of pairs; per seed the examples that were trained on, the updates of"
                        + " all modules together, and processor seconds of training.",
                List.of(
                        "data",
                        "contender",
                        "learning rate",
                        "accuracy",
                        "end-to-end leads by",
                        "examples",
                        "updates",
                        "CPU s"),
                rows);
    }

    private static List<String> row(CellResult cell, ContenderResult contender) {
        ContenderResult.Summary summary = contender.summary();
        String metric = cell.comparison().metric();
        return List.of(
                cell.cell().where(),
                contender.name(),
                cell.learningRate(contender.name()).orElse(NONE),
                Numbers.estimate(metric, summary.metrics().get(metric)),
                Lead.of(cell, Arms.END_TO_END, contender.name())
                        .map(Lead::words)
                        .orElse(NONE),
                Numbers.count(summary.examples()),
                Numbers.count(summary.updates().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum()),
                Numbers.seconds(summary.cpuSeconds()));
    }
}
