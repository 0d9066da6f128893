package dev.regimen.study;

import static dev.regimen.study.Arms.AUXILIARY;
import static dev.regimen.study.Arms.CONTROL;
import static dev.regimen.study.Arms.END_TO_END;
import static dev.regimen.study.Arms.STEP_BY_STEP;

import dev.regimen.comparison.Rate;
import dev.regimen.report.Numbers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The four claims of Glasmachers (ACML 2017), each held against all cells of a study. */
final class Claims {
    static final Claim INEFFICIENT = new Claim(
            "1 inefficient",
            "End-to-end learning of several modules is inefficient: where it reaches the target, it needs more examples"
                    + " than training step by step.",
            "supported if among the cells where both reach the target the ratio of examples has an interval above 1 in"
                    + " most, not supported if below 1 in most");
    static final Claim BREAKS_DOWN = new Claim(
            "2 breaks down",
            "End-to-end learning can break down entirely, so that none of the modules learns.",
            "supported if in some cell end-to-end stays at chance (at most half of the seeds reach the target, and the"
                    + " final metric is within a tenth of the way from chance to the target) while another contender"
                    + " learns there; not supported if end-to-end learns in every cell");
    static final Claim EACH_LEARNS = new Claim(
            "3 each module learns",
            "Each module does learn from the final objective when the others are trained and frozen.",
            "supported if, in the cells where end-to-end breaks down, each module's control reaches the target in most; not"
                    + " supported if some module's control stays at chance in most");
    static final Claim STRUCTURED = new Claim(
            "4 structured training works",
            "Structured training, simple modules first and independently, works where end-to-end learning does not.",
            "supported if, in most of the cells where end-to-end breaks down, step by step reaches the target; not"
                    + " supported if it stays at chance in most");

    private final Evidence evidence;
    private final List<CellResult> cells;

    /**
     * A breakdown counts if it is one with the best of other settings, too, where those were tried.
     *
     * @param cells that the claims are held against
     * @param evidence where those other settings are looked for
     */
    Claims(List<CellResult> cells, Evidence evidence) {
        this.evidence = evidence;
        this.cells = List.copyOf(cells);
    }

    /** Of all main cells. */
    static List<Finding> of(Evidence evidence) {
        return new Claims(evidence.of(Purpose.MAIN), evidence).all();
    }

    List<Finding> all() {
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
        evidence.add(
                "Of " + all + " cells where both reach the target with some seed, end-to-end needs more examples in "
                        + slower.size() + ", fewer in " + faster.size() + ", and it is open in " + open.size() + ".");
        add(evidence, "More", slower);
        add(against, "Fewer", faster);
        return new Finding(INEFFICIENT, majority(slower.size(), faster.size(), all), evidence, against);
    }

    private Finding breaksDown() {
        List<String> broken = new ArrayList<>();
        List<String> rescued = new ArrayList<>();
        List<String> learned = new ArrayList<>();
        for (CellResult cell : cells) {
            Outcome outcome = Outcome.of(cell, END_TO_END).orElse(Outcome.OPEN);
            if (broken(cell)) {
                if (somebodyElseLearns(cell)) {
                    broken.add(cell.cell().where() + " (" + reached(cell, END_TO_END) + seams(cell) + otherwise(cell)
                            + ")");
                }
            } else if (outcome == Outcome.BREAKS_DOWN) {
                rescued.add(cell.cell().where() + " (" + reached(cell, END_TO_END) + otherwise(cell) + ")");
            } else if (outcome == Outcome.LEARNS) {
                learned.add(cell.cell().where() + " (" + reached(cell, END_TO_END) + ")");
            }
        }
        List<String> evidence = new ArrayList<>();
        List<String> against = new ArrayList<>();
        add(evidence, "End-to-end stays at chance while another contender learns", broken);
        add(against, "With other settings it does not stay at chance", rescued);
        add(against, "End-to-end learns", learned);
        Verdict verdict = !broken.isEmpty()
                ? Verdict.SUPPORTED
                : learned.size() == cells.size() ? Verdict.NOT_SUPPORTED : Verdict.UNDECIDED;
        if (broken.isEmpty()) {
            evidence.add("In no cell of " + cells.size() + " does it certainly stay at chance while another learns.");
        }
        return new Finding(BREAKS_DOWN, verdict, evidence, against);
    }

    private Finding eachLearns() {
        Map<String, Tally> modules = new TreeMap<>();
        for (CellResult cell : brokenCells()) {
            for (String control : Arms.controls(cell)) {
                modules.computeIfAbsent(control, key -> new Tally())
                        .count(cell, control, " (" + reached(cell, control) + metric(cell, control) + ")");
            }
        }
        List<String> evidence = new ArrayList<>();
        List<String> against = new ArrayList<>();
        modules.forEach((control, tally) -> {
            String module = control.substring(CONTROL.length());
            add(evidence, module + " learns alone", tally.learned);
            add(evidence, module + " learns alone, but does not surely reach the target,", tally.partly);
            add(against, module + " stays at chance alone", tally.failed);
        });
        if (modules.isEmpty()) {
            evidence.add("There is no cell in which end-to-end breaks down and single modules were trained alone.");
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
            tally.count(
                    cell,
                    STEP_BY_STEP,
                    " (step-by-step " + reached(cell, STEP_BY_STEP) + metric(cell, STEP_BY_STEP) + "; auxiliary "
                            + reached(cell, AUXILIARY) + metric(cell, AUXILIARY) + ")");
        }
        List<String> evidence = new ArrayList<>();
        List<String> against = new ArrayList<>();
        evidence.add("End-to-end breaks down in " + broken.size() + " of " + cells.size()
                + " cells; there step by step reaches the target in " + tally.learned.size()
                + ", learns without surely reaching it in " + tally.partly.size() + ", and stays at chance in "
                + tally.failed.size() + ".");
        add(evidence, "It learns", tally.learned);
        add(evidence, "It learns, but does not surely reach the target,", tally.partly);
        add(against, "It stays at chance, too,", tally.failed);
        return new Finding(STRUCTURED, tally.verdict(), evidence, against);
    }

    /** What became of a contender in several cells. */
    private static final class Tally {
        private final List<String> learned = new ArrayList<>();
        private final List<String> partly = new ArrayList<>();
        private final List<String> failed = new ArrayList<>();

        void count(CellResult cell, String contender, String words) {
            List<String> kind =
                    switch (Outcome.of(cell, contender).orElse(Outcome.OPEN)) {
                        case LEARNS -> learned;
                        case BREAKS_DOWN -> failed;
                        case FAILS, OPEN -> partly;
                    };
            kind.add(cell.cell().where() + words);
        }

        Verdict verdict() {
            return majority(learned.size(), failed.size(), learned.size() + partly.size() + failed.size());
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

    private static boolean isAtChance(CellResult cell) {
        return Outcome.of(cell, END_TO_END).orElse(Outcome.OPEN) == Outcome.BREAKS_DOWN;
    }

    /** What the best of other settings came to. */
    private String otherwise(CellResult cell) {
        return BreakdownCheck.confirmation(cell, evidence)
                .map(best -> "; with the best of other settings, "
                        + best.cell().place().get("variant") + " at rate " + best.learningRate(END_TO_END) + ", "
                        + reached(best, END_TO_END))
                .orElse("");
    }

    private static boolean somebodyElseLearns(CellResult cell) {
        return cell.comparison().contenders().stream()
                .filter(contender -> !contender.name().equals(END_TO_END))
                .anyMatch(contender -> Outcome.of(cell, contender.name()).orElse(Outcome.OPEN) == Outcome.LEARNS);
    }

    private static Verdict majority(int yes, int no, int all) {
        return 2 * yes > all ? Verdict.SUPPORTED : 2 * no > all ? Verdict.NOT_SUPPORTED : Verdict.UNDECIDED;
    }

    private static String reached(CellResult cell, String contender) {
        return cell.reached(contender).map(Rate::words).orElse("not run");
    }

    /** What the modules learned by end-to-end training, by their own labels after the best relabelling. */
    private static String seams(CellResult cell) {
        return cell.seams().stream()
                .flatMap(module -> cell.relabelled(END_TO_END, module).stream()
                        .map(estimate -> "; " + module + " relabelled " + Numbers.estimate("accuracy", estimate)
                                + ", chance " + Numbers.metric("accuracy", cell.chanceAt(module))))
                .collect(Collectors.joining());
    }

    private static String metric(CellResult cell, String contender) {
        return cell.metric(contender)
                .map(estimate -> ", " + Numbers.estimate(cell.comparison().metric(), estimate))
                .orElse("");
    }

    private static void add(List<String> sentences, String what, List<String> where) {
        if (!where.isEmpty()) {
            sentences.add(what + " in " + where.size() + (where.size() == 1 ? " cell: " : " cells: ")
                    + String.join("; ", where) + ".");
        }
    }
}
