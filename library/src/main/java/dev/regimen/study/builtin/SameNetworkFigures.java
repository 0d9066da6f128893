package dev.regimen.study.builtin;

import dev.regimen.comparison.ContenderResult;
import dev.regimen.comparison.Estimate;
import dev.regimen.study.CellResult;
import dev.regimen.study.Figure;
import dev.regimen.study.finding.Arms;
import dev.regimen.study.finding.Lines;
import java.util.ArrayList;
import java.util.List;

/** The figures of the same-network study: a panel for each data set. */
final class SameNetworkFigures {
    private static final String ACCURACY = "accuracy";
    private static final int PANEL_WIDTH = 560;
    private static final int MIN_WIDTH = 760;
    private static final int HEIGHT = 460;

    private SameNetworkFigures() {}

    /** What the claims are about: how far training as a whole leads, at the last head. */
    static Figure lead(List<CellResult> cells) {
        List<String> others = cells.get(0).contenders().stream()
                .filter(name -> !name.equals(Arms.END_TO_END))
                .toList();
        Lines.Guide alike = new Lines.Guide(
                "as good",
                others.stream()
                        .map(name -> Lines.Point.at(name, 0.0, null, null))
                        .toList());
        List<Lines.Panel> panels = new ArrayList<>();
        for (CellResult cell : cells) {
            List<Lines.Series> series = others.stream()
                    .map(name -> new Lines.Series(
                            name,
                            Lead.of(cell, Arms.END_TO_END, name).map(lead -> lead.at(name)).stream()
                                    .toList()))
                    .toList();
            panels.add(new Lines.Panel(cell.cell().where(), series, List.of(alike)));
        }
        return figure(
                "lead",
                "How far training as a whole leads",
                "Accuracy on test examples: end-to-end's less that of each other way of training the same network, in percentage"
                        + " points, paired over seeds, with its 95 % t interval. Above the line end-to-end is better, below it the"
                        + " other. All saw equally many examples.",
                Lines.Axis.categories("contender", others),
                Lines.Axis.numbers("end-to-end leads by (points)"),
                panels);
    }

    /** Every head's accuracy, of contenders that train them all. */
    static Figure depth(List<CellResult> cells) {
        List<String> heads = new ArrayList<>(cells.get(0).seams());
        heads.add(last(cells.get(0)));
        List<Lines.Panel> panels = new ArrayList<>();
        for (CellResult cell : cells) {
            List<Lines.Series> series = cell.contenders().stream()
                    .map(name -> new Lines.Series(name, points(cell, name, heads)))
                    .toList();
            panels.add(new Lines.Panel(cell.cell().where(), series, List.of()));
        }
        return figure(
                "depth",
                "What another block adds",
                "Accuracy on test examples at the head behind each block: mean over seeds with its 95 % t interval. End-to-end"
                        + " trains the last head alone. The axis does not begin at zero.",
                Lines.Axis.categories("head", heads),
                new Lines.Axis("value", ACCURACY, true, null, null, List.of()),
                panels);
    }

    private static List<Lines.Point> points(CellResult cell, String contender, List<String> heads) {
        List<Lines.Point> points = new ArrayList<>();
        ContenderResult.Summary summary =
                cell.contender(contender).orElseThrow().summary();
        if (!contender.equals(Arms.END_TO_END)) {
            cell.seams()
                    .forEach(head ->
                            points.add(point(head, summary.seams().get(head).get(ACCURACY))));
        }
        points.add(point(heads.get(heads.size() - 1), summary.metrics().get(ACCURACY)));
        return points;
    }

    private static Lines.Point point(String label, Estimate estimate) {
        return Lines.Point.at(label, estimate.mean(), estimate.low(), estimate.high());
    }

    private static String last(CellResult cell) {
        return cell.comparison().judged().stream()
                .filter(judged -> !judged.seam())
                .findFirst()
                .orElseThrow()
                .module();
    }

    private static Figure figure(
            String name, String title, String caption, Lines.Axis x, Lines.Axis y, List<Lines.Panel> panels) {
        int width = Math.max(MIN_WIDTH, PANEL_WIDTH * panels.size());
        return new Figure(name, title, caption, Lines.KIND, new Lines(x, y, panels), width, HEIGHT);
    }
}
