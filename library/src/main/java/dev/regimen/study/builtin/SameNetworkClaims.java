package dev.regimen.study.builtin;

import dev.regimen.study.CellResult;
import dev.regimen.study.Claim;
import dev.regimen.study.Finding;
import dev.regimen.study.Verdict;
import dev.regimen.study.finding.Arms;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Where end-to-end training lacks nothing: is it at least as good, and what does step by step lose? */
final class SameNetworkClaims {
    /** A difference in accuracy that is too small to matter. */
    static final double MARGIN = 0.005;

    private static final String MARGIN_WORDS = String.format(Locale.ROOT, "%.1f points", 100 * MARGIN);

    static final Claim AS_GOOD = new Claim(
            "end-to-end as good",
            "End-to-end training is at least as good as layer-wise training of the same network with the same budget of"
                    + " examples.",
            "supported if on every data set the interval of its lead over step-by-step in accuracy lies above minus "
                    + MARGIN_WORDS
                    + ", not supported if on some data set it lies below zero, which goes before: an interval"
                    + " that does both, such as -0.4 to -0.1 points, does not support it");
    static final Claim LOSES = new Claim(
            "step by step loses",
            "Step by step, each block with a small head of its own, loses accuracy against end-to-end training with the same"
                    + " budget of examples.",
            "supported if on every data set the interval of what it loses lies above zero, not supported if on some data"
                    + " set it lies below " + MARGIN_WORDS
                    + ", which goes before: an interval that does both, such as 0.1 to"
                    + " 0.4 points, does not support it, as so little does not matter");

    private SameNetworkClaims() {}

    static List<Finding> of(List<CellResult> cells) {
        return List.of(
                finding(AS_GOOD, cells, lead -> lead.above(-MARGIN) && !lead.below(0), lead -> lead.below(0)),
                finding(LOSES, cells, lead -> lead.above(0), lead -> lead.below(MARGIN)));
    }

    private static Finding finding(
            Claim claim, List<CellResult> cells, Predicate<Lead> supports, Predicate<Lead> contradicts) {
        List<String> evidence = new ArrayList<>();
        List<String> against = new ArrayList<>();
        int supported = 0;
        for (CellResult cell : cells) {
            Lead lead = Lead.of(cell, Arms.END_TO_END, Arms.STEP_BY_STEP).orElseThrow();
            boolean contradicted = contradicts.test(lead);
            supported += supports.test(lead) && !contradicted ? 1 : 0;
            (contradicted ? against : evidence)
                    .add("On " + cell.cell().where() + " end-to-end leads step-by-step by " + lead.words() + ".");
        }
        Verdict verdict = !against.isEmpty()
                ? Verdict.NOT_SUPPORTED
                : supported == cells.size() ? Verdict.SUPPORTED : Verdict.UNDECIDED;
        return new Finding(claim, verdict, evidence, against);
    }
}
