package dev.regimen.study.builtin;

import dev.regimen.comparison.Estimate;
import dev.regimen.report.Numbers;
import dev.regimen.study.CellResult;
import dev.regimen.study.Figure;
import dev.regimen.study.Table;
import dev.regimen.study.finding.Arms;
import dev.regimen.study.finding.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Accuracy against the length of tuples, and the ceiling that misread lines put over it. */
final class LineTuplesFigure {
    private static final String READER = "reader";
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 560;

    private LineTuplesFigure() {}

    /**
     * The most that the parity of k readings can be right, if each is wrong with probability p on its own: (1 + (1 −
     * 2p)^k) / 2.
     */
    static double ceiling(double p, int k) {
        return (1 + Math.pow(1 - 2 * p, k)) / 2;
    }

    static Figure accuracy(List<CellResult> cells) {
        List<String> contenders = cells.get(0).contenders();
        List<Lines.Panel> panels = List.of(
                panel(
                        "joint and step-by-step training",
                        cells,
                        contenders.stream()
                                .filter(name -> !name.startsWith(Arms.CONTROL))
                                .toList(),
                        true),
                panel(
                        "single modules under the others, trained and frozen",
                        cells,
                        contenders.stream()
                                .filter(name -> name.startsWith(Arms.CONTROL))
                                .toList(),
                        false));
        return new Figure(
                "accuracy",
                "Test accuracy against the number of lines in a tuple",
                "Means over seeds with 95 % t intervals. Ceiling of step by step: how often the parity of k lines is right with"
                        + " the lines that our reader of step by step misreads. Its stage ends when it is right often enough"
                        + " (until, in the experiment), not when it could learn no more: others may lie above. Published:"
                        + " the last points of one run per curve, with larger budgets, read off the figure of"
                        + " Shalev-Shwartz, Shamir and Shammah (2017).",
                Lines.KIND,
                new Lines(
                        Lines.Axis.categories("lines in a tuple, k", labels(cells)),
                        new Lines.Axis("value", "test accuracy", true, 0.4, 1.0, List.of()),
                        panels),
                WIDTH,
                HEIGHT);
    }

    private static Lines.Panel panel(String title, List<CellResult> cells, List<String> contenders, boolean published) {
        List<Lines.Series> series = new ArrayList<>();
        contenders.forEach(name -> series.add(new Lines.Series(
                name, cells.stream().map(cell -> point(cell, name)).toList())));
        if (published) {
            for (String name : List.of(Arms.END_TO_END, Arms.AUXILIARY)) {
                series.add(new Lines.Series(
                        name + ", published",
                        true,
                        cells.stream()
                                .map(cell -> Lines.Point.at(
                                        label(cell), PublishedLines.accuracy(name, length(cell)), null, null))
                                .toList()));
            }
        }
        List<Lines.Point> limit = cells.stream()
                .flatMap(cell -> error(cell).stream()
                        .map(p -> Lines.Point.at(label(cell), ceiling(p.mean(), length(cell)), null, null)))
                .toList();
        List<Lines.Point> chance = cells.stream()
                .map(cell -> Lines.Point.at(label(cell), cell.chance(), null, null))
                .toList();
        return new Lines.Panel(
                title,
                series,
                List.of(new Lines.Guide("ceiling of step by step", limit), new Lines.Guide("chance", chance)));
    }

    private static Lines.Point point(CellResult cell, String contender) {
        return cell.metric(contender)
                .map(found -> Lines.Point.at(label(cell), found.mean(), found.low(), found.high()))
                .orElseGet(() -> Lines.Point.at(label(cell), null, null, null));
    }

    private static List<String> labels(List<CellResult> cells) {
        return cells.stream().map(LineTuplesFigure::label).toList();
    }

    private static String label(CellResult cell) {
        return cell.cell().place().get(LineTuplesStudy.TUPLE);
    }

    private static int length(CellResult cell) {
        return Integer.parseInt(label(cell));
    }

    /** How often step by step's reader misreads a line. */
    private static Optional<Estimate> error(CellResult cell) {
        return cell.contender(Arms.STEP_BY_STEP)
                .map(found -> found.summary().seams().get(READER))
                .map(metrics -> metrics.get("accuracy"))
                .map(right -> new Estimate(
                        1 - right.mean(),
                        right.high() == null ? null : 1 - right.high(),
                        right.low() == null ? null : 1 - right.low(),
                        right.deviation(),
                        right.count()));
    }

    /** Where the ceilings are, and how near step by step gets. */
    static Table ceilings(List<CellResult> cells) {
        List<List<String>> rows = new ArrayList<>();
        for (CellResult cell : cells) {
            error(cell)
                    .ifPresent(p -> rows.add(List.of(
                            label(cell),
                            Numbers.estimate("accuracy", p),
                            Numbers.metric("accuracy", ceiling(p.mean(), length(cell))),
                            cell.metric(Arms.STEP_BY_STEP)
                                    .map(found -> Numbers.estimate("accuracy", found))
                                    .orElse("not run"),
                            Numbers.metric("accuracy", cell.comparison().target()))));
        }
        return new Table(
                "The ceiling that misread lines put over the parity",
                "With p, how often our reader of step by step misreads a line of the test examples, the parity of what it"
                        + " reads is right with a chance of (1 + (1 - 2p)^k) / 2 if lines are misread independently and no"
                        + " matter how they lie. A head that sees scores can be a little better, as they also say how sure"
                        + " the reader is. The stage of that reader ends at an accuracy that the experiment sets (until): it is"
                        + " this reader's ceiling, and not that of the task or of another contender.",
                List.of("k", "p", "ceiling", "step-by-step", "target"),
                rows);
    }
}
