package dev.regimen.run;

import dev.regimen.objective.Head;
import dev.regimen.task.Answer;
import dev.regimen.task.SampleValues;
import dev.regimen.task.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * What a trained system says about new inputs.
 *
 * @param targets what each module's answers are about, by module: the final ones first, then the seams
 * @param rows one for each input, in order
 * @param masks the class of every pixel, as far as the modules say one
 */
public record PredictionTable(Map<String, String> targets, List<Row> rows, PredictedMasks masks) {
    /**
     * One input.
     *
     * @param input the names of the files that it came from, or its number from 1 where a file holds several
     * @param answers by module, item by item: one where the module says one thing about an input, such as a string; of
     *     pixels one, too, whose probabilities are the parts of the pixels that show each class
     */
    public record Row(String input, Map<String, List<Answer>> answers) {}

    static PredictionTable of(Task task, Map<String, SampleValues> predictions, List<Path> files) {
        Map<String, String> targets = new LinkedHashMap<>();
        Map<String, List<List<Answer>>> answers = new LinkedHashMap<>();
        Map<String, SampleValues> maps = new LinkedHashMap<>();
        List<Head> said = task.heads().stream()
                .filter(head -> predictions.containsKey(head.of()))
                .toList();
        for (Head head : said) {
            targets.put(head.of(), head.target());
            SampleValues values = predictions.get(head.of());
            List<String> classes = task.target(head).classes();
            if (task.target(head).isMap()) {
                maps.put(head.of(), values);
                answers.put(head.of(), Answer.ofParts(values.frequencies(classes.size()), classes));
            } else {
                answers.put(
                        head.of(),
                        head.reading().isPresent() ? Answer.ofStrings(values, classes) : Answer.of(values, classes));
            }
        }
        List<String> inputs = names(files, answers.values().iterator().next().size());
        return new PredictionTable(
                targets,
                IntStream.range(0, inputs.size())
                        .mapToObj(row -> {
                            Map<String, List<Answer>> own = new LinkedHashMap<>();
                            answers.forEach((module, all) -> own.put(module, all.get(row)));
                            return new Row(inputs.get(row), own);
                        })
                        .toList(),
                new PredictedMasks(inputs, maps));
    }

    /** As many files for each input, or else numbers. */
    private static List<String> names(List<Path> files, int count) {
        int each = count == 0 ? 0 : files.size() / count;
        boolean even = each > 0 && each * count == files.size();
        return IntStream.range(0, count)
                .mapToObj(row -> even
                        ? String.join(
                                " ",
                                files.subList(row * each, (row + 1) * each).stream()
                                        .map(Path::toString)
                                        .toList())
                        : String.valueOf(row + 1))
                .toList();
    }

    /** A list of objects, with the probabilities of all classes. */
    public String toJson() {
        return Json.indented(Json.tree(rows));
    }

    /**
     * A header and a line for each input: of every module and item what it says and, for classes, how probable each
     * class is.
     */
    public String toCsv() {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
            for (int i = 0; i < rows.size(); i++) {
                Map<String, Object> cells = cells(rows.get(i));
                if (i == 0) {
                    printer.printRecord(cells.keySet());
                }
                printer.printRecord(cells.values());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory", e);
        }
        return text.toString();
    }

    private static Map<String, Object> cells(Row row) {
        Map<String, Object> cells = new LinkedHashMap<>();
        cells.put("input", row.input());
        row.answers().forEach((module, items) -> IntStream.range(0, items.size())
                .forEach(
                        item -> cells(items.size() == 1 ? module : module + "." + (item + 1), items.get(item), cells)));
        return cells;
    }

    private static void cells(String name, Answer answer, Map<String, Object> cells) {
        cells.put(name, answer.value() == null ? answer.said() : answer.value());
        answer.probabilities().forEach((label, probability) -> cells.put(name + ":" + label, probability));
    }
}
