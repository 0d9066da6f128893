package dev.regimen.benchmarks.peers;

import dev.regimen.benchmarks.work.Kind;
import dev.regimen.benchmarks.work.Work;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many times as fast Regimen is, a line for each work and a column for each peer, in Markdown.
 *
 * @param titles of the peers by name
 */
record Overview(Map<String, String> titles) {
    private static final String LEGEND =
            "How many times as fast Regimen is: the median of the rounds' ratios and its interval. ✓ a target is met, ✗ not met, ? open; (a) not the same work.";

    /** Empty where nobody else was measured. */
    String of(List<Contest> contests) {
        return Stream.of(table(contests, work -> !hasSeveralModels(work)), table(contests, Overview::hasSeveralModels))
                .filter(table -> !table.isEmpty())
                .reduce((first, second) -> first + "\n" + second)
                .map(tables -> LEGEND + "\n\n" + tables)
                .orElse("");
    }

    /** Others are their peers. */
    private static boolean hasSeveralModels(Work work) {
        return work.kind() == Kind.COMPARE || (work.kind() == Kind.TRAIN && work.members() > 1);
    }

    private String table(List<Contest> all, Predicate<Work> wanted) {
        List<Contest> contests =
                all.stream().filter(contest -> wanted.test(contest.work())).toList();
        Set<String> peers = contests.stream()
                .flatMap(contest -> contest.theirs().stream().filter(side -> contest.notMeasured(side) == null))
                .map(Side::peer)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (peers.isEmpty()) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        lines.add(line("work", peers.stream().map(peer -> titles.getOrDefault(peer, peer))));
        lines.add("|" + "---|".repeat(peers.size() + 1));
        contests.stream()
                .filter(contest -> contest.theirs().stream().anyMatch(side -> contest.notMeasured(side) == null))
                .forEach(contest ->
                        lines.add(line(contest.work().title(), peers.stream().map(peer -> cell(contest, peer)))));
        return String.join("\n", lines) + "\n";
    }

    private static String line(String first, Stream<String> others) {
        return Stream.concat(Stream.of(first), others)
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** Empty if that peer was not measured. */
    private static String cell(Contest contest, String peer) {
        return contest.theirs().stream()
                .filter(side -> side.peer().equals(peer) && contest.notMeasured(side) == null)
                .findFirst()
                .map(side -> cell(contest, side))
                .orElse("");
    }

    private static String cell(Contest contest, Side side) {
        Ratio ratio = side.by(contest.ours());
        String ratios = String.format(Locale.ROOT, "%.2f [%.2f, %.2f]", ratio.median(), ratio.low(), ratio.high());
        String note = side.sameWork(contest.ours()) ? "" : "(a)";
        return Stream.of(ratios, contest.verdict(side).mark(), note)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
