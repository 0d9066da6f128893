package dev.regimen.study.finding;

import static dev.regimen.study.finding.Arms.AUXILIARY;
import static dev.regimen.study.finding.Arms.CONTROL;
import static dev.regimen.study.finding.Arms.END_TO_END;
import static dev.regimen.study.finding.Arms.STEP_BY_STEP;

import dev.regimen.report.Numbers;
import dev.regimen.study.CellResult;
import dev.regimen.study.Claim;
import dev.regimen.study.Evidence;
import dev.regimen.study.Finding;
import dev.regimen.study.Purpose;
import dev.regimen.study.Verdict;
import dev.regimen.study.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The four claims of Glasmachers (ACML 2017), each held against all cells of a study. */
public final class Claims {
    /** Fewer say nothing about most. */
    private static final int FEWEST_CELLS = 3;

    /** The first of the claims of Glasmachers ("Limits of End-to-End Learning", ACML 2017). */
    public static final Claim INEFFICIENT = new Claim(
            "1 inefficient",
            "End-to-end learning of several modules is inefficient: where it reaches the target, it needs more examples"
                    + " than training step by step, which also has the labels between the modules.",
            "of the cells where both surely reach the target within the budget (the interval of the rate above one half):"
                    + " supported if the ratio of examples has an interval above 1 in most, not supported if below 1 in"
                    + " most; undecided with fewer than " + FEWEST_CELLS + " such cells");
    /** The second. */
    public static final Claim BREAKS_DOWN = new Claim(
            "2 breaks down",
            "End-to-end learning can break down entirely, so that none of the modules learns.",
            "supported if in some cell, within its budget, end-to-end stays at chance (the interval of the rate of seeds that"
                    + " reach the target below one half, that of the final metric within a tenth of the way from chance to"
                    + " the target; with the best of other settings, too, where those were tried) while another contender"
                    + " surely reaches the target, and in one where other settings were tried if they were in any; not supported if end-to-end surely reaches it in every cell");
    /** The third. */
    public static final Claim EACH_LEARNS = new Claim(
            "3 each module learns",
            "Each module does learn from the final objective when the others are trained and frozen.",
            "of the cells where end-to-end stays at chance: supported if the control of each module surely reaches the target"
                    + " in most, within a budget of its own and behind others that reached it; not supported if some"
                    + " module's control stays at chance in most");
    /** The fourth. */
    public static final Claim STRUCTURED = new Claim(
            "4 structured training works",
            "Structured training, simple modules first and independently, works where end-to-end learning does not.",
            "of the cells where end-to-end stays at chance: supported if step by step surely reaches the target in most"
                    + " within the same budget, not supported if it stays at chance, too, in most");

    private final Evidence evidence;
    private final List<CellResult> cells;

    /**
     * A breakdown counts if it is one with the best of other settings, too, where those were tried.
     *
     * @param cells that the claims are held against
     * @param evidence where those other settings are looked for
     */
    public Claims(List<CellResult> cells, Evidence evidence) {
        this.evidence = evidence;
        this.cells = List.copyOf(cells);
    }

    /** Of all main cells. */
    public static List<Finding> of(Evidence evidence) {
        return new Claims(evidence.of(Purpose.MAIN), evidence).all();
    }

    /** What is found of the four claims, in their order. */
    public List<Finding> all() {
        return List.of(inefficient(), breaksDown(), eachLearns(), structured());
    }

    private Finding inefficient() {
        List<String> slower = new ArrayList<>();
        List<String> faster = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (CellResult cell : cells) {
            Slowdown.of(cell, END_TO_END, STEP_BY_STEP).ifPresent(ratio -> {
                List<String> kind = ratio.slower() ? slower : ratio.faster() ? faster : open;
                kind.add(cell.cell().where() + ": " + ratio.words());
            });
        }
        int all = slower.size() + faster.size() + open.size();
        List<String> evidence = new ArrayList<>();
        List<String> against = new ArrayList<>();
        evidence.add("End-to-end and step by step both surely reach the target in " + Words.cells(all)
                + "; there end-to-end needs more examples in " + slower.size() + ", fewer in " + faster.size()
                + ", and it is open in " + open.size() + ".");
        add(evidence, "More", slower);
        add(evidence, "Open", open);
        add(against, "Fewer", faster);
        Verdict verdict = all < FEWEST_CELLS ? Verdict.UNDECIDED : majority(slower.size(), faster.size(), all);
        return new Finding(INEFFICIENT, verdict, evidence, against);
    }

    private Finding breaksDown() {
        List<String> broken = new ArrayList<>();
        List<String> hopeless = new ArrayList<>();
        List<String> rescued = new ArrayList<>();
        List<String> learned = new ArrayList<>();
        for (CellResult cell : cells) {
            String where = cell.cell().where() + " (" + words(cell, END_TO_END);
            if (broken(cell)) {
                (somebodyElseLearns(cell) ? broken : hopeless).add(where + seams(cell) + otherwise(cell) + ")");
            } else if (isAtChance(cell)) {
                rescued.add(where + otherwise(cell) + ")");
            } else if (outcome(cell, END_TO_END) == Outcome.LEARNS) {
                learned.add(where + ")");
            }
        }
        List<String> evidence = new ArrayList<>();
        List<String> against = new ArrayList<>();
        if (broken.isEmpty()) {
            evidence.add("In no cell of " + cells.size() + " does it surely stay at chance while another learns.");
        }
        add(evidence, "End-to-end stays at chance while another contender learns", broken);
        add(evidence, "It stays at chance, but so does everybody, or it cannot be told,", hopeless);
        add(against, "With other settings it does not stay at chance", rescued);
        add(against, "End-to-end reaches the target", learned);
        Verdict verdict = !broken.isEmpty() && (!anyChecked() || cells.stream().anyMatch(this::confirmed))
                ? Verdict.SUPPORTED
                : !cells.isEmpty() && learned.size() == cells.size() ? Verdict.NOT_SUPPORTED : Verdict.UNDECIDED;
        return new Finding(BREAKS_DOWN, verdict, evidence, against);
    }

    private Finding eachLearns() {
        Map<String, Tally> modules = new TreeMap<>();
        for (CellResult cell : brokenCells()) {
            for (String control : Arms.controls(cell)) {
                modules.computeIfAbsent(control, key -> new Tally())
                        .count(cell, control, " (" + words(cell, control) + ")");
            }
        }
        List<String> evidence = new ArrayList<>();
        List<String> against = new ArrayList<>();
        modules.forEach(
                (control, tally) -> tally.tell(control.substring(CONTROL.length()) + " alone", evidence, against));
        if (modules.isEmpty()) {
            evidence.add("There is no cell in which end-to-end stays at chance and single modules were trained alone.");
        }
        return new Finding(EACH_LEARNS, ofEvery(modules.values()), evidence, against);
    }

    private static Verdict ofEvery(Collection<Tally> modules) {
        List<Verdict> verdicts = modules.stream().map(Tally::verdict).toList();
        if (verdicts.contains(Verdict.NOT_SUPPORTED)) {
            return Verdict.NOT_SUPPORTED;
        }
        return verdicts.isEmpty() || verdicts.contains(Verdict.UNDECIDED) ? Verdict.UNDECIDED : Verdict.SUPPORTED;
    }

    private Finding structured() {
        Tally tally = new Tally();
        List<CellResult> broken = brokenCells();
        for (CellResult cell : broken) {
            String words =
                    " (step-by-step " + words(cell, STEP_BY_STEP) + "; auxiliary " + words(cell, AUXILIARY) + ")";
            tally.count(cell, STEP_BY_STEP, words);
        }
        List<String> evidence = new ArrayList<>();
        List<String> against = new ArrayList<>();
        evidence.add("End-to-end stays at chance in " + broken.size() + " of " + Words.cells(cells.size())
                + "; there step by step surely reaches the target in " + tally.learned.size() + ".");
        tally.tell("Step by step", evidence, against);
        return new Finding(STRUCTURED, tally.verdict(), evidence, against);
    }

    /** What became of a contender in several cells. */
    private static final class Tally {
        private final List<String> learned = new ArrayList<>();
        private final List<String> partly = new ArrayList<>();
        private final List<String> open = new ArrayList<>();
        private final List<String> failed = new ArrayList<>();

        void count(CellResult cell, String contender, String words) {
            List<String> kind =
                    switch (outcome(cell, contender)) {
                        case LEARNS -> learned;
                        case AT_CHANCE -> failed;
                        case PARTLY -> partly;
                        case OPEN -> open;
                    };
            kind.add(cell.cell().where() + words);
        }

        void tell(String who, List<String> evidence, List<String> against) {
            add(evidence, who + " reaches the target", learned);
            add(
                    evidence,
                    "Of " + who.substring(0, 1).toLowerCase(Locale.ROOT) + who.substring(1) + " it cannot be told",
                    open);
            add(against, who + " learns something, but does not reach the target within the budget,", partly);
            add(against, who + " stays at chance", failed);
        }

        Verdict verdict() {
            int all = learned.size() + partly.size() + open.size() + failed.size();
            return majority(learned.size(), failed.size(), all);
        }
    }

    /** Where end-to-end is at chance, whether or not anybody else learns. */
    private List<CellResult> brokenCells() {
        return cells.stream().filter(this::broken).toList();
    }

    private boolean broken(CellResult cell) {
        return isAtChance(cell)
                && BreakdownCheck.confirmation(cell, evidence)
                        .map(Claims::isAtChance)
                        .orElse(true);
    }

    /** Whether other settings were tried in any cell. */
    private boolean anyChecked() {
        return cells.stream()
                .anyMatch(cell -> BreakdownCheck.confirmation(cell, evidence).isPresent());
    }

    /** A breakdown with other settings, too, where somebody learns. */
    private boolean confirmed(CellResult cell) {
        return broken(cell)
                && somebodyElseLearns(cell)
                && BreakdownCheck.confirmation(cell, evidence).isPresent();
    }

    private static boolean isAtChance(CellResult cell) {
        return outcome(cell, END_TO_END) == Outcome.AT_CHANCE;
    }

    private static Outcome outcome(CellResult cell, String contender) {
        return Outcome.of(cell, contender).orElse(Outcome.OPEN);
    }

    /** What the best of other settings came to. */
    private String otherwise(CellResult cell) {
        return BreakdownCheck.confirmation(cell, evidence)
                .map(best -> "; with the best of other settings, "
                        + best.cell().place().get("variant") + " at rate "
                        + best.learningRate(END_TO_END).orElse("its own") + ", "
                        + words(best, END_TO_END) + seams(best))
                .orElse(anyChecked() ? "; other settings not tried" : "");
    }

    private static boolean somebodyElseLearns(CellResult cell) {
        return cell.contenders().stream()
                .filter(contender -> !contender.equals(END_TO_END))
                .anyMatch(contender -> outcome(cell, contender) == Outcome.LEARNS);
    }

    private static Verdict majority(int yes, int no, int all) {
        return 2 * yes > all ? Verdict.SUPPORTED : 2 * no > all ? Verdict.NOT_SUPPORTED : Verdict.UNDECIDED;
    }

    private static String words(CellResult cell, String contender) {
        return cell.contender(contender).isPresent()
                ? Reached.of(cell, contender).words()
                : "not run";
    }

    /** What the modules learned by end-to-end training, by their own labels after the best relabelling. */
    private static String seams(CellResult cell) {
        return cell.seams().stream()
                .flatMap(module -> cell.relabelled(END_TO_END, module).stream()
                        .map(estimate -> "; " + module + " relabelled " + Numbers.estimate("accuracy", estimate)
                                + ", chance " + Numbers.metric("accuracy", cell.chanceAt(module))))
                .collect(Collectors.joining());
    }

    private static void add(List<String> sentences, String what, List<String> where) {
        if (!where.isEmpty()) {
            sentences.add(what + " in " + Words.cells(where.size()) + ": " + String.join("; ", where) + ".");
        }
    }
}
