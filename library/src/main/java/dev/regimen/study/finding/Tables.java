package dev.regimen.study.finding;

import dev.regimen.comparison.ContenderResult;
import dev.regimen.comparison.Rate;
import dev.regimen.comparison.SeedResult;
import dev.regimen.report.Numbers;
import dev.regimen.study.CellResult;
import dev.regimen.study.Evidence;
import dev.regimen.study.Purpose;
import dev.regimen.study.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tables that every study has. */
public final class Tables {
    private static final String NONE = "–";

    private Tables() {}

    /** What contenders reached, with other settings where those were tried, too, and what their modules learned. */
    public static List<Table> all(List<CellResult> cells, Evidence evidence) {
        List<Table> tables = new ArrayList<>(List.of(reached(cells)));
        tables.addAll(SweepTables.of(evidence));
        List<CellResult> judged = new ArrayList<>(cells);
        judged.addAll(evidence.of(Purpose.CONFIRMATION));
        tables.add(seams(judged));
        return tables;
    }

    /** What every contender reached in every cell, and at what cost. */
    private static Table reached(List<CellResult> cells) {
        return reached(
                "Every contender in every cell",
                "Seeds that reached the target with Wilson's 95 % interval; the median of the examples that took, or that it is"
                        + " more than what any seed spent, which for a control includes the training of the others; the"
                        + " final metric on test examples with its t interval; the mean number of updates of all modules;"
                        + " processor seconds of training per seed.",
                cells);
    }

    /** What every contender reached in these cells, and at what cost, under another title. */
    public static Table reached(String title, String about, List<CellResult> cells) {
        List<List<String>> rows = new ArrayList<>();
        for (CellResult cell : cells) {
            for (ContenderResult contender : cell.comparison().contenders()) {
                ContenderResult.Summary summary = contender.summary();
                String metric = cell.comparison().metric();
                rows.add(List.of(
                        cell.cell().where(),
                        contender.name(),
                        cell.learningRate(contender.name()).orElse(NONE),
                        rate(summary.reached()),
                        toTarget(contender),
                        Numbers.estimate(metric, summary.metrics().get(metric)),
                        Numbers.metric(metric, cell.chance()),
                        updates(summary),
                        Numbers.seconds(summary.cpuSeconds())));
            }
        }
        return new Table(
                title,
                about,
                List.of(
                        "cell",
                        "contender",
                        "rate",
                        "reached",
                        "examples to it",
                        "metric",
                        "chance",
                        "updates",
                        "CPU s"),
                rows);
    }

    /** What the modules learned by their own labels. */
    private static Table seams(List<CellResult> cells) {
        List<List<String>> rows = new ArrayList<>();
        for (CellResult cell : cells) {
            for (ContenderResult contender : cell.comparison().contenders()) {
                contender.summary().seams().forEach((module, metrics) -> {
                    if (metrics.containsKey("accuracy")) {
                        rows.add(List.of(
                                cell.cell().where(),
                                contender.name(),
                                module,
                                Numbers.estimate("accuracy", metrics.get("accuracy")),
                                cell.relabelled(contender.name(), module)
                                        .map(found -> Numbers.estimate("accuracy", found))
                                        .orElse(NONE),
                                Numbers.metric("accuracy", cell.chanceAt(module))));
                    }
                });
            }
        }
        return new Table(
                "What modules learned by their own labels",
                "Accuracy at the seam on test examples, and after the best one-to-one renaming of the module's classes, which"
                        + " is fitted on validation examples: a module that nobody told its labels may have found them up to"
                        + " their names. Means over seeds with t intervals.",
                List.of("cell", "contender", "module", "accuracy", "relabelled", "chance"),
                rows);
    }

    private static String rate(Rate rate) {
        return String.format(Locale.ROOT, "%s [%.0f %%, %.0f %%]", rate.words(), 100 * rate.low(), 100 * rate.high());
    }

    private static String toTarget(ContenderResult contender) {
        Double median = contender.summary().examplesToTarget();
        return median == null
                ? "> "
                        + Numbers.count(contender.seeds().stream()
                                .mapToDouble(SeedResult::examples)
                                .max()
                                .orElse(0))
                : Numbers.count(median);
    }

    private static String updates(ContenderResult.Summary summary) {
        return Numbers.count(summary.updates().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum());
    }
}
