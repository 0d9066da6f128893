package dev.regimen.study.builtin;

import dev.regimen.comparison.ContenderResult;
import dev.regimen.study.CellResult;
import dev.regimen.study.Figure;
import dev.regimen.study.finding.Arms;
import dev.regimen.study.finding.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The figure of the digit-sum study: digits by modulus, one panel for each regimen. */
final class DigitSumMap {
    private static final List<String> PANELS = List.of(Arms.END_TO_END, Arms.STEP_BY_STEP, Arms.AUXILIARY);
    private static final int WIDTH = 1200;
    private static final int HEIGHT = 560;

    private DigitSumMap() {}

    /** What the script draws. */
    record Data(
            List<String> columns,
            List<String> rows,
            String columnName,
            String rowName,
            double budget,
            List<Panel> panels) {}

    record Panel(String name, List<Spot> spots) {}

    /**
     * A place of the map.
     *
     * @param examples median cost to the target; null if fewer than half of the seeds reached it
     * @param atChance whether it does not learn anything, by the rule for breakdowns
     */
    record Spot(String column, String row, int reached, int seeds, Double examples, boolean atChance) {}

    static Figure figure(List<CellResult> cells) {
        List<String> columns = axis(cells, "digits");
        List<String> rows = axis(cells, "modulus");
        List<Panel> panels = new ArrayList<>();
        for (String contender : PANELS) {
            panels.add(new Panel(
                    contender,
                    cells.stream()
                            .flatMap(cell -> spot(cell, contender).stream())
                            .toList()));
        }
        double budget = cells.get(0).comparison().budget().amount();
        return new Figure(
                "map",
                "Where each way of training reaches the target, and what that costs",
                "Sums of k digits (columns), plain or modulo m (rows). Colour and number: the median over seeds of the examples"
                        + " until the target was reached, in thousands; the darker, the more; below it how many seeds reached it, if not all. A place where at most half of"
                        + " the seeds reached it is red and says how many did; the paler, the more. Nearly black: none reached it, and what"
                        + " they are right about ends within a tenth of the way from chance to the target.",
                "map",
                new Data(columns, rows, "digits", "modulus", budget, panels),
                WIDTH,
                HEIGHT);
    }

    private static List<String> axis(List<CellResult> cells, String name) {
        return cells.stream()
                .map(cell -> cell.cell().place().get(name))
                .distinct()
                .toList();
    }

    private static Optional<Spot> spot(CellResult cell, String contender) {
        Map<String, String> place = cell.cell().place();
        return cell.contender(contender)
                .map(ContenderResult::summary)
                .map(summary -> new Spot(
                        place.get("digits"),
                        place.get("modulus"),
                        summary.reached().successes(),
                        summary.reached().count(),
                        summary.examplesToTarget(),
                        summary.reached().successes() == 0
                                && Outcome.of(cell, contender).orElse(Outcome.OPEN) == Outcome.AT_CHANCE));
    }
}
