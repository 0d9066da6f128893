package dev.regimen.study.builtin;

import dev.regimen.config.CascadeExperiment;
import dev.regimen.study.CellResult;
import dev.regimen.study.Figure;
import dev.regimen.study.Table;
import dev.regimen.study.finding.Arms;
import dev.regimen.study.finding.Cost;
import dev.regimen.study.finding.Growth;
import dev.regimen.study.finding.Lines;
import dev.regimen.study.finding.TypicalCost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What the cells of the cascade study cost: by length, and by a module's position. */
record CascadeCosts(List<CellResult> cells) {
    private static final List<String> ARMS =
            List.of(Arms.END_TO_END, Arms.STEP_BY_STEP, Arms.AUXILIARY, Arms.FINE_TUNED);
    private static final int WIDTH = 860;
    private static final int WIDE = 1100;
    private static final int HEIGHT = 520;

    /** How many modules a cell's chain has. */
    static int length(CellResult cell) {
        return Integer.parseInt(cell.cell().place().get(CascadeStudy.MODULES));
    }

    /** Of every seed, by length. */
    Map<Integer, List<Cost>> of(String contender) {
        Map<Integer, List<Cost>> costs = new LinkedHashMap<>();
        for (CellResult cell : cells) {
            List<Cost> seeds = Cost.whole(cell, contender);
            if (!seeds.isEmpty()) {
                costs.put(length(cell), seeds);
            }
        }
        return costs;
    }

    List<Growth> growths() {
        return ARMS.stream().map(arm -> Growth.of(arm, of(arm))).toList();
    }

    Figure byLength() {
        List<Lines.Series> series = ARMS.stream()
                .map(arm -> new Lines.Series(arm, points(of(arm))))
                .filter(line -> !line.points().isEmpty())
                .toList();
        List<Lines.Point> budgets = cells.stream()
                .map(cell -> Lines.Point.at(
                        String.valueOf(length(cell)), cell.comparison().budget().amount(), null, null))
                .toList();
        Lines.Panel panel = new Lines.Panel("The whole chain", series, List.of(new Lines.Guide("budget", budgets)));
        return new Figure(
                "cost-by-length",
                "What it costs to train a chain of n modules",
                "Examples until the target was reached on validation examples: geometric means over seeds with 95 % intervals,"
                        + " on a logarithmic axis. An arrow: some seed did not reach it within the budget, and the mean"
                        + " is at least that. Dashed: the budget, which is the same for all contenders of a length.",
                Lines.KIND,
                new Lines(
                        Lines.Axis.categories("modules", lengths()),
                        Lines.Axis.logarithmic("examples to the target"),
                        List.of(panel)),
                WIDTH,
                HEIGHT);
    }

    private List<String> lengths() {
        return cells.stream()
                .map(cell -> String.valueOf(length(cell)))
                .distinct()
                .toList();
    }

    private static List<Lines.Point> points(Map<Integer, List<Cost>> costs) {
        List<Lines.Point> points = new ArrayList<>();
        costs.forEach((length, seeds) -> TypicalCost.of(seeds).ifPresent(cost -> points.add(cost.at(length))));
        return points;
    }

    /** Each module alone, by how many frozen ones its gradient comes back through. */
    Figure byDistance() {
        int most = cells.stream().mapToInt(CascadeCosts::length).max().orElseThrow();
        List<String> modules = IntStream.rangeClosed(1, most)
                .mapToObj(CascadeExperiment::moduleAt)
                .toList();
        List<String> behind = IntStream.range(0, most).mapToObj(String::valueOf).toList();
        return new Figure(
                "cost-alone",
                "What it costs to train one module, the others trained and frozen",
                "Each module was drawn anew and trained on labels of the last symbol alone, in chains of different length: to the"
                        + " right lie those with more frozen modules between it and that label. Examples that this took, without"
                        + " those that trained the others before: geometric means over seeds with 95 % intervals, on a"
                        + " logarithmic axis. An arrow: some seed did not get there, and the mean is at least that; beside it how"
                        + " many did.",
                Lines.KIND,
                new Lines(
                        Lines.Axis.categories("frozen modules behind it", behind),
                        Lines.Axis.logarithmic("examples of its own to the target"),
                        List.of(
                                new Lines.Panel("Automata", alone(modules, true), List.of()),
                                new Lines.Panel("Reader and tables", alone(modules, false), List.of()))),
                WIDE,
                HEIGHT);
    }

    private List<Lines.Series> alone(List<String> modules, boolean automata) {
        return modules.stream()
                .filter(module -> CascadeExperiment.isAutomaton(1 + modules.indexOf(module)) == automata)
                .map(module -> new Lines.Series(module, alone(module, 1 + modules.indexOf(module))))
                .filter(line -> !line.points().isEmpty())
                .toList();
    }

    private List<Lines.Point> alone(String module, int position) {
        List<Lines.Point> points = new ArrayList<>();
        for (CellResult cell : cells) {
            List<Cost> costs = Cost.alone(cell, Arms.CONTROL + module);
            long reached = costs.stream().filter(Cost::reached).count();
            TypicalCost.of(costs)
                    .map(cost -> cost.at(length(cell) - position))
                    .map(point -> reached < costs.size() ? point.noted(reached + " of " + costs.size()) : point)
                    .ifPresent(points::add);
        }
        return points;
    }

    /** The same as a table. */
    Table positions() {
        List<List<String>> rows = new ArrayList<>();
        for (CellResult cell : cells) {
            for (String control : Arms.controls(cell)) {
                List<Cost> costs = Cost.alone(cell, control);
                TypicalCost.of(costs)
                        .ifPresent(cost -> rows.add(List.of(
                                cell.cell().where(),
                                control.substring(Arms.CONTROL.length()),
                                costs.stream().filter(Cost::reached).count() + " of " + costs.size(),
                                cost.words())));
            }
        }
        return new Table(
                "Every module alone, the others trained and frozen",
                "Examples of the phase that trained it, on labels of the last symbol, until the target was reached: geometric"
                        + " means over seeds with 95 % intervals.",
                List.of("chain", "module", "reached", "examples of its own"),
                rows);
    }
}
