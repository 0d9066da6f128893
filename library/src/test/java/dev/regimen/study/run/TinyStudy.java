package dev.regimen.study.run;

import dev.regimen.study.Cell;
import dev.regimen.study.Evidence;
import dev.regimen.study.Findings;
import dev.regimen.study.Purpose;
import dev.regimen.study.Setup;
import dev.regimen.study.SignalPlan;
import dev.regimen.study.Study;
import dev.regimen.study.finding.Claims;
import dev.regimen.study.finding.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Two cells, and a third that is named only when those are done.
 *
 * @param examples the budget of each cell
 */
record TinyStudy(int examples) implements Study {
    @Override
    public String name() {
        return "tiny";
    }

    @Override
    public String title() {
        return "parities of digits";
    }

    @Override
    public String about() {
        return "A study of a second & its <parts>.";
    }

    @Override
    public List<Cell> cells(Setup setup, Evidence evidence) {
        List<Cell> cells = new ArrayList<>(List.of(cell("one", 1), cell("two", 2)));
        if (evidence.cell("one").isPresent()) {
            cells.add(cell("three", 3));
        }
        return cells;
    }

    private Cell cell(String name, int digits) {
        return new Cell(
                name,
                Purpose.MAIN,
                Map.of("digits", String.valueOf(digits)),
                "tiny.yaml",
                List.of("data.digits=" + digits, "budget.examples=" + examples));
    }

    @Override
    public List<SignalPlan> signals(Setup setup) {
        return List.of(signal("one", "end-to-end", 1_000), signal("alone", "control-reader", 0));
    }

    private static SignalPlan signal(String name, String contender, int before) {
        return new SignalPlan(
                name,
                Map.of("digits", "1"),
                "tiny.yaml",
                List.of("budget.examples=320", "regimens.control-reader={type: control, module: reader}"),
                contender,
                1,
                before,
                1_000);
    }

    @Override
    public Findings findings(Setup setup, Evidence evidence) {
        return new Findings(
                Claims.of(evidence), List.of(), Tables.all(evidence.cells(), evidence), List.of("Only a test."));
    }
}
