package dev.regimen.study.run;

import dev.regimen.comparison.ContenderResult;
import dev.regimen.comparison.SeedResult;
import dev.regimen.study.CellResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Every training of a study in a line of CSV, so that others can compute their own statistics. */
final class SeedsTable {
    private SeedsTable() {}

    static String write(List<CellResult> cells) {
        Set<String> places = new LinkedHashSet<>();
        Set<String> seams = new LinkedHashSet<>();
        cells.forEach(cell -> places.addAll(cell.cell().place().keySet()));
        cells.forEach(cell -> cell.comparison().contenders().forEach(contender -> contender
                .seeds()
                .forEach(seed -> seed.metrics().seams().forEach((module, metrics) -> metrics.keySet()
                        .forEach(metric -> seams.add(module + "." + metric))))));
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(
                text, CSVFormat.RFC4180.builder().setRecordSeparator("\n").get())) {
            printer.printRecord(heading(places, seams));
            for (CellResult cell : cells) {
                for (ContenderResult contender : cell.comparison().contenders()) {
                    for (SeedResult seed : contender.seeds()) {
                        printer.printRecord(line(cell, contender, seed, places, seams));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static List<String> heading(Set<String> places, Set<String> seams) {
        List<String> heading = new ArrayList<>(List.of("cell", "purpose"));
        heading.addAll(places);
        heading.addAll(List.of(
                "contender",
                "seed",
                "learning-rate",
                "stop",
                "reached",
                "examples-to-target",
                "metric",
                "test",
                "examples",
                "updates",
                "cpu-seconds"));
        heading.addAll(seams);
        return heading;
    }

    private static List<Object> line(
            CellResult cell, ContenderResult contender, SeedResult seed, Set<String> places, Set<String> seams) {
        String metric = cell.comparison().metric();
        List<Object> line = new ArrayList<>();
        line.add(cell.cell().name());
        line.add(cell.cell().purpose().name().toLowerCase(Locale.ROOT));
        places.forEach(axis -> line.add(cell.cell().place().get(axis)));
        line.add(contender.name());
        line.add(seed.seed());
        line.add(cell.learningRate(contender.name()).orElse(null));
        line.add(seed.stop().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        line.add(seed.toTarget() == null ? null : seed.toTarget().reached());
        line.add(seed.toTarget() == null ? null : seed.toTarget().examples());
        line.add(metric);
        line.add(seed.metrics().test().get(metric));
        line.add(seed.examples());
        line.add(seed.updates().values().stream().mapToLong(Long::longValue).sum());
        line.add(String.format(Locale.ROOT, "%.3f", seed.cpuSeconds()));
        for (String seam : seams) {
            int dot = seam.lastIndexOf('.');
            line.add(seed.metrics()
                    .seams()
                    .getOrDefault(seam.substring(0, dot), new TreeMap<>())
                    .get(seam.substring(dot + 1)));
        }
        return line;
    }
}
