package dev.regimen.study;

import static dev.regimen.study.Arms.AUXILIARY;
import static dev.regimen.study.Arms.CONTROL;
import static dev.regimen.study.Arms.END_TO_END;
import static dev.regimen.study.Arms.STEP_BY_STEP;

import dev.regimen.comparison.Rate;
import dev.regimen.report.Numbers;
import java.util.ArrayList;
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
            "supported if, in the cells where end-to-end breaks down, each module's control learns in most; not supported"
                    + " if some module's control fails in most");
    static final Claim STRUCTURED = new Claim(
            "4 structured training works",
            "Structured training, simple modules first and independently, works where end-to-end learning does not.",
            "supported if, in most of the cells where end-to-end breaks down, step by step learns; not supported if it"
                    + " fails in most");

    private final Evidence evidence;
    private final List<CellResult> cells;

    /**
     * Of the main cells; a breakdown counts if it is one with the best of other settings, too, where those were tried.
     */
    Claims(Evidence evidence) {
        this.evidence = evidence;
        this.cells = evidence.of(Purpose.MAIN);
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
        Map<String, List<String>> learned = new TreeMap<>();
        Map<String, List<String>> failed = new TreeMap<>();
        Map<String, Integer> counts = new TreeMap<>();
        for (CellResult cell : brokenCells()) {
            for (String control : Arms.controls(cell)) {
                counts.merge(control, 1, Integer::sum);
                Outcome outcome = Outcome.of(cell, control).orElse(Outcome.OPEN);
                if (outcome == Outcome.OPEN) {
                    continue;
                }
                (outcome == Outcome.LEARNS ? learned : failed)
                        .computeIfAbsent(control, key -> new ArrayList<>())
                        .add(cell.cell().where() + " (" + reached(cell, control) + ")");
            }
        }
        List<String> evidence = new ArrayList<>();
        List<String> against = new ArrayList<>();
        learned.forEach((control, where) -> add(evidence, module(control) + " learns alone", where));
        failed.forEach((control, where) -> add(against, module(control) + " does not learn alone", where));
        if (counts.isEmpty()) {
            evidence.add("There is no cell in which end-to-end breaks down and single modules were trained alone.");
        }
        return new Finding(EACH_LEARNS, everyModule(counts, learned, failed), evidence, against);
    }

    private static Verdict everyModule(
            Map<String, Integer> counts, Map<String, List<String>> learned, Map<String, List<String>> failed) {
        List<Verdict> verdicts = counts.entrySet().stream()
                .map(control ->
                        majority(size(learned, control.getKey()), size(failed, control.getKey()), control.getValue()))
                .toList();
        if (verdicts.contains(Verdict.NOT_SUPPORTED)) {
            return Verdict.NOT_SUPPORTED;
        }
        return verdicts.isEmpty() || verdicts.contains(Verdict.UNDECIDED) ? Verdict.UNDECIDED : Verdict.SUPPORTED;
    }

    private Finding structured() {
        List<String> learned = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        List<CellResult> broken = brokenCells();
        for (CellResult cell : broken) {
            Outcome outcome = Outcome.of(cell, STEP_BY_STEP).orElse(Outcome.OPEN);
            String where = cell.cell().where() + " (step-by-step " + reached(cell, STEP_BY_STEP) + ", auxiliary "
                    + reached(cell, AUXILIARY) + ")";
            if (outcome != Outcome.OPEN) {
                (outcome == Outcome.LEARNS ? learned : failed).add(where);
            }
        }
        List<String> evidence = new ArrayList<>();
        List<String> against = new ArrayList<>();
        evidence.add("Of " + broken.size() + " cells where end-to-end breaks down, step by step learns in "
                + learned.size() + " and fails in " + failed.size() + ".");
        add(evidence, "It learns", learned);
        add(against, "It fails, too", failed);
        return new Finding(STRUCTURED, majority(learned.size(), failed.size(), broken.size()), evidence, against);
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

    private static String module(String control) {
        return control.substring(CONTROL.length());
    }

    private static int size(Map<String, List<String>> map, String key) {
        return map.getOrDefault(key, List.of()).size();
    }

    private static void add(List<String> sentences, String what, List<String> where) {
        if (!where.isEmpty()) {
            sentences.add(what + " in " + where.size() + (where.size() == 1 ? " cell: " : " cells: ")
                    + String.join("; ", where) + ".");
        }
    }
}
