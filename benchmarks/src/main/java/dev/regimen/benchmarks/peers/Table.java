package dev.regimen.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The results in Markdown.
 *
 * @param machine date, processor and so on
 * @param titles of the peers by name
 */
record Table(String machine, Map<String, String> titles) {
    private static final String HEADER =
            "| work | threads | beside | rounds (after warm-up) | times as fast | interval | target | | seconds: Regimen, other | accuracy: Regimen, other | peak MB: Regimen, other |\n"
                    + "|---|---|---|---|---|---|---|---|---|---|---|";

    /** Works that nobody else did. */
    private static final String ALONE =
            "| Regimen alone | threads | rounds (after warm-up) | seconds |\n|---|---|---|---|";

    String of(List<Contest> contests) {
        List<String> lines = new ArrayList<>();
        lines.add(machine + "\n");
        lines.add(new Overview(titles).of(contests));
        lines.add(HEADER);
        contests.forEach(contest -> contest.theirs().forEach(side -> lines.add(row(contest, side))));
        List<Contest> alone =
                contests.stream().filter(contest -> contest.theirs().isEmpty()).toList();
        if (!alone.isEmpty()) {
            lines.add("\n" + ALONE);
            alone.forEach(contest -> lines.add(alone(contest)));
        }
        lines.add("");
        lines.addAll(notes(contests));
        return String.join("\n", lines) + "\n";
    }

    private String row(Contest contest, Side side) {
        String beside = title(side);
        OptionalDouble target = Targets.of(contest.work().name(), side.peer());
        String wanted = target.isPresent() ? text("%.1f", target.getAsDouble()) : "";
        String notMeasured = contest.notMeasured(side);
        if (notMeasured != null) {
            return line(
                    contest.work().title(),
                    threads(contest),
                    beside,
                    "",
                    "not measured",
                    notMeasured,
                    wanted,
                    "",
                    "",
                    "",
                    "");
        }
        Side ours = contest.ours();
        Ratio ratio = side.by(ours);
        return line(
                contest.work().title(),
                threads(contest),
                beside,
                rounds(contest),
                text("%.2f", ratio.median()),
                text("%.2f to %.2f", ratio.low(), ratio.high()) + confidence(ratio),
                wanted,
                contest.verdict(side).title(),
                text("%.3g, %.3g", ours.medianSeconds(), side.medianSeconds()),
                accuracies(ours, side),
                ours.peakBytes() == null || side.peakBytes() == null
                        ? ""
                        : text("%.0f, %.0f", ours.peakBytes() / 1e6, side.peakBytes() / 1e6));
    }

    private static String alone(Contest contest) {
        Side ours = contest.ours();
        return ours.measured()
                ? line(contest.work().title(), threads(contest), rounds(contest), text("%.3g", ours.medianSeconds()))
                : line(contest.work().title(), threads(contest), "", "not measured: " + ours.notMeasured());
    }

    private static String line(String... cells) {
        return Stream.of(cells).map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String threads(Contest contest) {
        return String.valueOf(contest.work().threads());
    }

    private static String rounds(Contest contest) {
        return text("%d (%d)", contest.ours().seconds().size(), contest.warmUp());
    }

    /** Told where there were too few rounds for 95 %. */
    private static String confidence(Ratio ratio) {
        return ratio.isCertain() ? "" : text(" (%.0f %%)", 100 * ratio.confidence());
    }

    private static String accuracies(Side ours, Side theirs) {
        if (theirs.accuracies().isEmpty() || ours.accuracies().isEmpty()) {
            return theirs.sameWork(ours) ? "" : "other size";
        }
        String both = text("%.3f, %.3f", ours.meanAccuracy(), theirs.meanAccuracy());
        return theirs.sameWork(ours) ? both : both + " (not the same work)";
    }

    /** Who took part, in which versions, and who is missing. */
    private List<String> notes(List<Contest> contests) {
        Map<String, String> versions = new TreeMap<>();
        Map<String, TreeSet<String>> missing = new TreeMap<>();
        for (Contest contest : contests) {
            for (Side side : contest.sides()) {
                String title = title(side);
                if (side.measured()) {
                    versions.put(title, side.version());
                } else {
                    missing.computeIfAbsent(title + ": " + side.notMeasured(), key -> new TreeSet<>())
                            .add(contest.work().name());
                }
            }
        }
        List<String> notes = versions.entrySet().stream()
                .map(entry -> "* " + entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.toCollection(ArrayList::new));
        missing.forEach((why, works) -> notes.add("* not measured, " + why + " (" + String.join(", ", works) + ")"));
        return notes;
    }

    private String title(Side side) {
        return side.peer().equals(Peer.REGIMEN.name())
                ? Peer.REGIMEN.title()
                : titles.getOrDefault(side.peer(), side.peer());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
