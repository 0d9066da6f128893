package dev.regimen.study.finding;

import dev.regimen.comparison.ContenderResult;
import dev.regimen.comparison.SeedResult;
import dev.regimen.metric.Relabelling;
import dev.regimen.report.Numbers;
import dev.regimen.study.CellResult;
import dev.regimen.study.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The trainings in which a module found its classes under other names. */
public final class Relabellings {
    /** A module reads well if so much is right after the best renaming … */
    private static final double READS = 0.8;

    /** … and under other names if no more than this is right before. */
    private static final double BEFORE = 0.5;

    private Relabellings() {}

    /** One row for each contender and module with such trainings. */
    public static Table table(List<CellResult> cells) {
        List<List<String>> rows = new ArrayList<>();
        for (CellResult cell : cells) {
            for (ContenderResult contender : cell.comparison().contenders()) {
                for (String module : cell.seams()) {
                    List<SeedResult> renamed = contender.seeds().stream()
                            .filter(seed -> isRenamed(seed, module))
                            .toList();
                    if (!renamed.isEmpty()) {
                        rows.add(row(cell, contender, module, renamed));
                    }
                }
            }
        }
        return new Table(
                "Modules that read well under other names",
                "Trainings in which a module's accuracy on its own target is at most 50 % and 80 % or more after the best"
                        + " renaming of its classes, which is fitted on validation examples and measured on test examples."
                        + " The renaming is that of the first such seed: which class each of the module's outputs stands"
                        + " for, from output 0 on.",
                List.of("cell", "contender", "module", "seeds", "accuracy", "relabelled", "renaming"),
                rows);
    }

    private static List<String> row(
            CellResult cell, ContenderResult contender, String module, List<SeedResult> renamed) {
        SeedResult first = renamed.get(0);
        return List.of(
                cell.cell().where(),
                contender.name(),
                module,
                renamed.size() + " of " + contender.seeds().size(),
                percent(first, module, "accuracy"),
                percent(first, module, Relabelling.METRIC),
                words(first.metrics().meanings().get(module)));
    }

    private static boolean isRenamed(SeedResult seed, String module) {
        return value(seed, module, Relabelling.METRIC) >= READS && value(seed, module, "accuracy") <= BEFORE;
    }

    private static double value(SeedResult seed, String module, String metric) {
        var metrics = seed.metrics().seams().get(module);
        return metrics == null ? Double.NaN : metrics.getOrDefault(metric, Double.NaN);
    }

    private static String percent(SeedResult seed, String module, String metric) {
        return Numbers.metric(metric, value(seed, module, metric));
    }

    /** As {@code 5 6 7 8 9 0 1 2 3 4: all shifted by 5}. */
    public static String words(List<Integer> meanings) {
        String list = meanings.stream().map(String::valueOf).collect(Collectors.joining(" "));
        OptionalInt shift = shift(meanings);
        return shift.isPresent() ? list + ": all shifted by " + shift.getAsInt() : list;
    }

    /** By how much every class is shifted, if all are by the same, around the end. */
    private static OptionalInt shift(List<Integer> meanings) {
        int classes = meanings.size();
        int[] shifts = IntStream.range(0, classes)
                .map(i -> Math.floorMod(meanings.get(i) - i, classes))
                .distinct()
                .toArray();
        return shifts.length == 1 ? OptionalInt.of(shifts[0]) : OptionalInt.empty();
    }
}
