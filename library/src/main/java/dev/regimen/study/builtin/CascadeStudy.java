package dev.regimen.study.builtin;

import dev.regimen.config.CascadeExperiment;
import dev.regimen.study.Cell;
import dev.regimen.study.CellResult;
import dev.regimen.study.Evidence;
import dev.regimen.study.Finding;
import dev.regimen.study.Findings;
import dev.regimen.study.Purpose;
import dev.regimen.study.Setup;
import dev.regimen.study.Study;
import dev.regimen.study.Table;
import dev.regimen.study.finding.BreakdownCheck;
import dev.regimen.study.finding.Claims;
import dev.regimen.study.finding.GrowthTable;
import dev.regimen.study.finding.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Chains of modules: how the cost of each way of training grows with their length. */
final class CascadeStudy implements Study {
    /** The axis. */
    static final String MODULES = "modules";

    private static final int FEWEST = 2;

    private static final long QUICK_EXAMPLES = 20_000;

    @Override
    public String name() {
        return "cascade";
    }

    @Override
    public String title() {
        return "chains of n modules of three kinds: how the cost of each regimen grows with n";
    }

    @Override
    public String about() {
        return "The first module reads an image of a handwritten digit and names a symbol; then come, in turns, an automaton"
                + " that starts in the state of that name and reads a word, and a table that gives a symbol for the one"
                + " before it and an operand. The label is the last symbol, and nothing but the whole chain tells"
                + " more of it than chance. End-to-end training has that label alone; step by step each module is trained on"
                + " its own symbol and frozen, and a stage that is good enough leaves the rest of its examples to the"
                + " next; auxiliary training has all symbols and trains jointly. A control trains one module on the last symbol"
                + " alone, the others trained before and frozen. Every training ends at the target, so that what is compared"
                + " is whether it gets there, and what that costs. The task is ours.";
    }

    @Override
    public List<Cell> cells(Setup setup, Evidence evidence) {
        List<Cell> cells = new ArrayList<>();
        lengths(setup).forEach(length -> cells.add(cell(setup, length)));
        BreakdownCheck.toCheck(setup, evidence.of(Purpose.MAIN), evidence)
                .forEach(broken ->
                        cells.addAll(check(CascadeCosts.length(broken)).of(broken, evidence)));
        return cells;
    }

    private static List<Integer> lengths(Setup setup) {
        return IntStream.rangeClosed(FEWEST, setup.choose(4, 8)).boxed().toList();
    }

    private static Cell cell(Setup setup, int length) {
        List<String> overrides = new ArrayList<>();
        if (setup.quick()) {
            long examples = QUICK_EXAMPLES * (length + 2);
            overrides.addAll(List.of("data.word-length=2", "data.validation-size=500", "tune=null", "seeds=5"));
            overrides.addAll(List.of("budget.examples=" + examples, "evaluations=" + examples / 2_000));
        }
        setup.seeds().ifPresent(seeds -> overrides.add("seeds=" + seeds));
        return new Cell(
                "modules-" + length,
                Purpose.MAIN,
                Map.of(MODULES, String.valueOf(length)),
                "cascade-" + length + ".yaml",
                overrides);
    }

    /** Narrower, the same and wider: all modules alike. */
    private static BreakdownCheck check(int length) {
        return BreakdownCheck.of(
                List.of(
                        width("narrow", length, "[8, 16]", 32),
                        width("middle", length, "[16, 32]", 64),
                        width("wide", length, "[32, 64]", 128)),
                "modules.reader.net.batch-norm");
    }

    private static BreakdownCheck.Variant width(String name, int length, String channels, int hidden) {
        List<String> overrides = new ArrayList<>(List.of("modules.reader.net.channels=" + channels));
        IntStream.rangeClosed(FEWEST, length)
                .forEach(i -> overrides.add("modules." + CascadeExperiment.moduleAt(i) + ".net.hidden=" + hidden));
        return new BreakdownCheck.Variant(name, overrides);
    }

    @Override
    public Findings findings(Setup setup, Evidence evidence) {
        List<CellResult> cells = evidence.of(Purpose.MAIN);
        CascadeCosts costs = new CascadeCosts(cells);
        List<Finding> claims = new ArrayList<>(Claims.of(evidence));
        claims.add(new GrowthClaim(costs).finding());
        return new Findings(
                claims, List.of(costs.byLength(), costs.byDistance()), tables(costs, cells, evidence), notes(setup));
    }

    private static List<Table> tables(CascadeCosts costs, List<CellResult> cells, Evidence evidence) {
        List<Table> tables = new ArrayList<>(List.of(GrowthTable.of(costs.growths()), costs.positions()));
        tables.addAll(Tables.all(cells, evidence));
        return tables;
    }

    private static List<String> notes(Setup setup) {
        List<String> notes = new ArrayList<>(List.of(
                "A longer chain has a cheap table or a costly automaton more, in turns: costs grow by steps that are not alike,"
                        + " which over few lengths looks like a bend.",
                "Tables and automata are one draw (table-seed), the same with every seed of training: intervals do not"
                        + " say what other ones would cost.",
                "What step by step costs contains settings of ours: the accuracy at which a stage ends (until) and its share"
                        + " of the budget."));
        if (setup.quick()) {
            notes.add(
                    "Reduced: words of at most two letters instead of three, chains of two to four modules instead of two to"
                            + " eight, half of the validation examples and of the budget, one learning rate for all instead of a tuned"
                            + " one for each, 5 seeds instead of 10.");
            notes.add(check(FEWEST).unchecked());
        } else {
            notes.add("Reduced to keep it to hours: 10 seeds, not 20.");
            notes.add(check(FEWEST).checked("chains, the shortest first"));
        }
        return notes;
    }
}
