package dev.regimen.study.builtin;

import dev.regimen.report.Numbers;
import dev.regimen.study.CellResult;
import dev.regimen.study.Evidence;
import dev.regimen.study.Table;
import dev.regimen.study.finding.Arms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Shalev-Shwartz, Shamir and Shammah (ICML 2017) found with tuples of lines, read off their figure 3: the last
 * point of each curve, test accuracy to within 0.002.
 */
final class PublishedLines {
    /** 20,000 steps of 200 tuples. */
    static final long END_TO_END_EXAMPLES = 4_000_000;

    /** 2,500 steps of 200 tuples. */
    static final long AUXILIARY_EXAMPLES = 500_000;

    private static final List<Double> END_TO_END = List.of(0.945, 0.907, 0.484, 0.494);
    private static final List<Double> AUXILIARY = List.of(0.945, 0.911, 0.862, 0.845);

    private PublishedLines() {}

    /** The test accuracy with tuples of k. */
    static double accuracy(String contender, int k) {
        return (contender.equals(Arms.END_TO_END) ? END_TO_END : AUXILIARY).get(k - 1);
    }

    /** The name of the cell that runs it again. */
    static String cell(int k, String contender) {
        return "published-" + k + "-" + contender;
    }

    /** Theirs beside ours. */
    static Table table(Evidence evidence) {
        List<List<String>> rows = new ArrayList<>();
        for (int k = 1; k <= END_TO_END.size(); k++) {
            for (String contender : List.of(Arms.END_TO_END, Arms.AUXILIARY)) {
                rows.add(List.of(
                        String.valueOf(k),
                        contender,
                        Numbers.metric("accuracy", accuracy(contender, k)),
                        metric(evidence.cell(cell(k, contender)), contender),
                        metric(evidence.cell("tuple-" + k), contender)));
            }
        }
        return new Table(
                "Beside the published accuracies",
                "Published: the last point of each curve of their figure 3, one run, read off to within 0.2 %. As published:"
                        + " their budgets (4,000,000 tuples end-to-end, 500,000 auxiliary), learning rate, batches and"
                        + " number of different tuples, run once. Equal budgets: this study's own cells.",
                List.of("k", "contender", "published", "as published", "equal budgets"),
                rows);
    }

    private static String metric(Optional<CellResult> cell, String contender) {
        return cell.flatMap(found -> found.metric(contender))
                .map(estimate -> Numbers.estimate("accuracy", estimate))
                .orElse("not run");
    }
}
