package dev.regimen.study.builtin;

import dev.regimen.report.Numbers;
import dev.regimen.study.CellResult;
import dev.regimen.study.Figure;
import dev.regimen.study.finding.Arms;
import dev.regimen.study.finding.Lines;
import java.util.ArrayList;
import java.util.List;

/** The figure of the pentomino study: accuracy by the number of training images, a panel for each size of images. */
final class PentominoFigure {
    private static final int PANEL_WIDTH = 560;
    private static final int HEIGHT = 480;
    private static final int MIN_WIDTH = 1040;

    /** Where the axis begins: a little below chance, which is one half. */
    private static final double LOWEST = 0.4;

    private PentominoFigure() {}

    static Figure of(List<CellResult> cells) {
        List<String> images = axis(cells, PentominoStudy.IMAGES);
        List<Lines.Panel> panels = new ArrayList<>();
        for (String grid : axis(cells, PentominoStudy.GRID)) {
            panels.add(panel(
                    grid,
                    cells.stream()
                            .filter(cell -> place(cell, PentominoStudy.GRID).equals(grid))
                            .toList()));
        }
        return new Figure(
                "accuracy",
                "Accuracy by the number of images to train on",
                "Accuracy on test images, mean over seeds with its 95 % t interval. A training that reaches "
                        + target(cells)
                        + " on validation images ends there: what is above that is no better. Without hints:"
                        + " end-to-end, and single modules after the other was trained with them. A panel for each number of"
                        + " patches in an image.",
                Lines.KIND,
                new Lines(
                        Lines.Axis.categories("images to train on", images),
                        new Lines.Axis("value", "accuracy", true, LOWEST, 1.0, List.of()),
                        panels),
                Math.max(MIN_WIDTH, PANEL_WIDTH * panels.size()),
                HEIGHT);
    }

    private static Lines.Panel panel(String grid, List<CellResult> cells) {
        List<Lines.Series> series = new ArrayList<>();
        for (String contender : contenders(cells)) {
            series.add(new Lines.Series(
                    contender,
                    contender.startsWith(Arms.CONTROL),
                    cells.stream()
                            .flatMap(cell -> cell.metric(contender).stream()
                                    .map(accuracy -> Lines.Point.at(
                                            place(cell, PentominoStudy.IMAGES),
                                            accuracy.mean(),
                                            accuracy.low(),
                                            accuracy.high())))
                            .toList()));
        }
        Lines.Guide chance = new Lines.Guide(
                "chance",
                cells.stream()
                        .map(cell -> Lines.Point.at(place(cell, PentominoStudy.IMAGES), cell.chance(), null, null))
                        .toList());
        return new Lines.Panel(grid + " patches", series, List.of(chance));
    }

    private static List<String> contenders(List<CellResult> cells) {
        return cells.stream()
                .flatMap(cell -> cell.contenders().stream())
                .distinct()
                .toList();
    }

    private static List<String> axis(List<CellResult> cells, String name) {
        return cells.stream().map(cell -> place(cell, name)).distinct().toList();
    }

    private static String place(CellResult cell, String axis) {
        return cell.cell().place().get(axis);
    }

    private static String target(List<CellResult> cells) {
        return Numbers.metric("accuracy", cells.get(0).comparison().target());
    }
}
