package dev.regimen.study.builtin;

import dev.regimen.study.Cell;
import dev.regimen.study.CellResult;
import dev.regimen.study.Evidence;
import dev.regimen.study.Figure;
import dev.regimen.study.Findings;
import dev.regimen.study.Purpose;
import dev.regimen.study.Setup;
import dev.regimen.study.SignalPlan;
import dev.regimen.study.Study;
import dev.regimen.study.Table;
import dev.regimen.study.finding.Arms;
import dev.regimen.study.finding.BreakdownCheck;
import dev.regimen.study.finding.Claims;
import dev.regimen.study.finding.SignalFigure;
import dev.regimen.study.finding.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Tuples of lines and the parity of their directions: the experiment of Shalev-Shwartz, Shamir and Shammah (2017). */
final class LineTuplesStudy implements Study {
    static final String TUPLE = "k";
    private static final String READER_ALONE = Arms.CONTROL + "reader";
    private static final int QUICK_LONGEST = 3;
    private static final int LONGEST = 4;

    private static final String EXPERIMENT = "line-tuples.yaml";
    private static final int QUICK_BUDGET = 12_000;
    private static final int BUDGET = 60_000;
    private static final int QUICK_SEEDS = 5;
    private static final int SEEDS = 6;
    private static final int QUICK_VALIDATION = 200;
    private static final int VALIDATION = 1_000;
    private static final int QUICK_EVALUATIONS = 16;
    private static final int EVALUATIONS = 30;
    private static final int BATCH = 50;

    private static final BreakdownCheck CHECK = BreakdownCheck.of(
            List.of(width("narrow", 8, 25, 50), width("published", 16, 50, 100), width("wide", 32, 100, 200)),
            "modules.reader.net.batch-norm");

    private static BreakdownCheck.Variant width(String name, int channels, int first, int second) {
        return new BreakdownCheck.Variant(
                name,
                List.of(
                        "modules.reader.net.channels=[" + channels + ", " + channels + "]",
                        "modules.reader.net.hidden=[" + first + ", " + second + "]",
                        "modules.head.net.hidden=" + second));
    }

    @Override
    public String name() {
        return "line-tuples";
    }

    @Override
    public String title() {
        return "parity of the directions of k lines: where the gradient has no signal";
    }

    @Override
    public String about() {
        return "A reader sees each of k images of one straight line, a head what the reader makes of all of them; the"
                + " label is the parity of the number of falling lines. Generator, networks, initial weights (but for"
                + " the scale of the first convolution's), losses and optimizer are those of Shalev-Shwartz, Shamir and"
                + " Shammah (ICML 2017, section 3.1). They trained on the parity alone (end-to-end) and jointly on parities and directions, which they call decomposition"
                + " and we auxiliary, with one run each and more steps for the former. Step by step with freezing,"
                + " fine-tuning and the controls of single modules are added here, as are seeds, intervals, and budgets"
                + " that are equal in examples, but for the controls, in which the modules trained before have as large a budget"
                + " of their own. Batches are of 50 tuples, in the published runs of 200: the same"
                + " examples then train more, all contenders alike.";
    }

    @Override
    public List<Cell> cells(Setup setup, Evidence evidence) {
        List<Cell> cells = new ArrayList<>();
        lengths(setup).forEach(k -> cells.add(main(setup, k)));
        if (!setup.quick()) {
            for (int k : lengths(setup)) {
                cells.add(published(k, Arms.END_TO_END, PublishedLines.END_TO_END_EXAMPLES));
                cells.add(published(k, Arms.AUXILIARY, PublishedLines.AUXILIARY_EXAMPLES));
            }
        }
        cells.addAll(CHECK.cells(setup, evidence.of(Purpose.MAIN), evidence));
        return cells;
    }

    static List<Integer> lengths(Setup setup) {
        return IntStream.rangeClosed(1, setup.choose(QUICK_LONGEST, LONGEST))
                .boxed()
                .toList();
    }

    private static Cell main(Setup setup, int k) {
        List<String> overrides = new ArrayList<>(List.of("data.tuple=" + k, "batch-size=" + BATCH));
        if (setup.quick()) {
            overrides.addAll(List.of(
                    "seeds=" + QUICK_SEEDS,
                    "tune=null",
                    "optimizer.learning-rate=0.003",
                    "evaluations=" + QUICK_EVALUATIONS));
            overrides.addAll(List.of("budget.examples=" + QUICK_BUDGET, "data.validation-size=" + QUICK_VALIDATION));
        } else {
            overrides.addAll(List.of("seeds=" + SEEDS, "budget.examples=" + BUDGET, "evaluations=" + EVALUATIONS));
            overrides.add("data.validation-size=" + VALIDATION);
        }
        setup.seeds().ifPresent(seeds -> overrides.add("seeds=" + seeds));
        return new Cell("tuple-" + k, Purpose.MAIN, Map.of(TUPLE, String.valueOf(k)), EXPERIMENT, overrides);
    }

    /** With the published budget, rate, batches and number of different tuples; once, as published. */
    private static Cell published(int k, String contender, long examples) {
        List<String> overrides = List.of(
                "data.tuple=" + k,
                "data.size=500000",
                "regimens={" + contender + ": {type: " + contender + "}}",
                "batch-size=200",
                "budget.examples=" + examples,
                "evaluations=50",
                "tune=null",
                "optimizer.learning-rate=0.001",
                "seeds=1");
        return new Cell(
                PublishedLines.cell(k, contender),
                Purpose.PUBLISHED,
                Map.of(TUPLE, String.valueOf(k)),
                EXPERIMENT,
                overrides);
    }

    @Override
    public List<SignalPlan> signals(Setup setup) {
        List<SignalPlan> plans = new ArrayList<>();
        for (int k : lengths(setup)) {
            measured(setup).forEach(contender -> plans.add(signal(setup, k, 1, contender)));
            IntStream.rangeClosed(2, setup.choose(2, 3))
                    .forEach(seed -> plans.add(signal(setup, k, seed, Arms.AUXILIARY)));
            // one line needs no head
            if (k > 1) {
                IntStream.rangeClosed(1, setup.choose(2, 3)).forEach(seed -> plans.add(alone(setup, k, seed)));
            }
        }
        return plans;
    }

    /** Along whose trainings gradients are measured. */
    private static List<String> measured(Setup setup) {
        return setup.choose(List.of(Arms.AUXILIARY), List.of(Arms.AUXILIARY, Arms.END_TO_END));
    }

    /** With the published network; the first model is trained, the others are only looked at. */
    private static SignalPlan signal(Setup setup, int k, long seed, String contender) {
        List<String> length = List.of(
                "budget.examples=" + setup.choose(4_000, 40_000),
                "evaluations=" + setup.choose(2, 8),
                "data.validation-size=200");
        int before = contender.equals(Arms.AUXILIARY) ? setup.choose(3_000, 50_000) : 0;
        int along = seed > 1 ? 0 : setup.choose(2_000, 10_000);
        return plan(k, contender, seed, length, before, along);
    }

    /** The reader drawn anew under a head that is trained and frozen, as the comparisons' control at this rate. */
    private static SignalPlan alone(Setup setup, int k, long seed) {
        List<String> length = List.of(
                "budget.examples=" + setup.choose(QUICK_BUDGET, BUDGET),
                "evaluations=" + setup.choose(QUICK_EVALUATIONS, EVALUATIONS),
                "data.validation-size=" + setup.choose(QUICK_VALIDATION, VALIDATION));
        return plan(k, READER_ALONE, seed, length, 0, setup.choose(3_000, 30_000));
    }

    private static SignalPlan plan(int k, String contender, long seed, List<String> length, int before, int along) {
        List<String> overrides = new ArrayList<>(
                List.of("data.tuple=" + k, "batch-size=" + BATCH, "tune=null", "optimizer.learning-rate=0.003"));
        overrides.addAll(length);
        return new SignalPlan(
                "tuple-" + k + "-" + contender + "-" + seed,
                Map.of(TUPLE, String.valueOf(k)),
                EXPERIMENT,
                overrides,
                contender,
                seed,
                before,
                along);
    }

    @Override
    public Findings findings(Setup setup, Evidence evidence) {
        List<CellResult> cells = evidence.of(Purpose.MAIN);
        List<Figure> figures = new ArrayList<>(List.of(LineTuplesFigure.accuracy(cells)));
        List<Table> tables = new ArrayList<>(List.of(PublishedLines.table(evidence), LineTuplesFigure.ceilings(cells)));
        if (!evidence.signals().isEmpty()) {
            figures.add(SignalFigure.before(
                    evidence.signals(), TUPLE, cells.get(0).comparison().target()));
            measured(setup).forEach(contender -> figures.add(SignalFigure.along(evidence.signals(), contender)));
            tables.add(SignalFigure.table(evidence.signals()));
        }
        tables.addAll(Tables.all(cells, evidence));
        // one line needs no head, so that there are several modules from two lines on
        List<CellResult> several = cells.stream()
                .filter(cell -> !cell.cell().place().get(TUPLE).equals("1"))
                .toList();
        return new Findings(new Claims(several, evidence).all(), figures, tables, notes(setup));
    }

    private static List<String> notes(Setup setup) {
        return setup.quick()
                ? List.of(
                        CHECK.unchecked(),
                        "The quick form has tuples of at most " + QUICK_LONGEST + ", " + QUICK_BUDGET
                                + " examples instead of " + BUDGET + ", one learning rate for all contenders, "
                                + QUICK_SEEDS
                                + " seeds instead of " + SEEDS + " and " + QUICK_VALIDATION
                                + " validation tuples instead of " + VALIDATION
                                + "; gradients are measured along one contender's training,"
                                + " before it on 2 initial models instead of 3, with fewer examples.")
                : List.of(
                        CHECK.checked("tuples, the shortest first"),
                        "Reduced to keep it to hours: " + SEEDS + " seeds, not 20, and " + BUDGET + " tuples.",
                        "The published budgets differ between contenders and were run once; no claim rests on them.");
    }
}
