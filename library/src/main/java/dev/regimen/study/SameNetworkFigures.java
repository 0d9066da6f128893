package dev.regimen.study;

import dev.regimen.comparison.ContenderResult;
import dev.regimen.comparison.Estimate;
import java.util.ArrayList;
import java.util.List;

/** The figures of the same-network study: a panel for each data set. */
final class SameNetworkFigures {
    private static final String ACCURACY = "accuracy";
    private static final int PANEL_WIDTH = 560;
    private static final int MIN_WIDTH = 760;
    private static final int HEIGHT = 460;

    private SameNetworkFigures() {}

    /** The last head's accuracy. */
    static Figure contenders(List<CellResult> cells) {
        List<Lines.Panel> panels = new ArrayList<>();
        List<String> names = names(cells.get(0));
        for (CellResult cell : cells) {
            List<Lines.Series> series = names.stream()
                    .map(name -> new Lines.Series(
                            name,
                            cell.metric(name).map(found -> point(name, found)).stream()
                                    .toList()))
                    .toList();
            panels.add(new Lines.Panel(cell.cell().where(), series, List.of()));
        }
        return figure(
                "contenders",
                "One network, four ways of training it",
                "Accuracy of the last head on test examples: mean over seeds with its 95 % t interval. All contenders saw"
                        + " equally many examples. The axis does not begin at zero.",
                Lines.Axis.categories("contender", names),
                panels);
    }

    /** Every head's accuracy, of contenders that train them all. */
    static Figure depth(List<CellResult> cells) {
        List<String> heads = new ArrayList<>(cells.get(0).seams());
        heads.add(last(cells.get(0)));
        List<Lines.Panel> panels = new ArrayList<>();
        for (CellResult cell : cells) {
            List<Lines.Series> series = names(cell).stream()
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

    private static List<String> names(CellResult cell) {
        return cell.comparison().contenders().stream()
                .map(ContenderResult::name)
                .toList();
    }

    private static Figure figure(String name, String title, String caption, Lines.Axis x, List<Lines.Panel> panels) {
        Lines.Axis y = new Lines.Axis("value", ACCURACY, true, null, null, List.of());
        int width = Math.max(MIN_WIDTH, PANEL_WIDTH * panels.size());
        return new Figure(name, title, caption, Lines.KIND, new Lines(x, y, panels), width, HEIGHT);
    }
}
