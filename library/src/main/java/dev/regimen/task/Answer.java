package dev.regimen.task;

import dev.regimen.metric.Answers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a module says about one item of an example, for people and files.
 *
 * @param said the most probable class, or the string that is read; null for numbers, where the module abstains, and
 *     where nothing can be named because the output is not finite
 * @param probability of that class, from 0 to 1; null with {@code said}, and for strings
 * @param probabilities of all classes, by name; empty for numbers and strings
 * @param value the number; null for classes
 */
public record Answer(String said, Float probability, Map<String, Float> probabilities, Float value) {
    /** Whether it says that it does not know: all classes are equally probable. */
    public boolean abstains() {
        return said == null
                && !probabilities.isEmpty()
                && probabilities.values().stream().allMatch(Float::isFinite);
    }

    /**
     * What a module says about some examples, for each example item by item.
     *
     * @param predictions probabilities {@code [examples, …, classes]} or numbers {@code [examples, …]}
     * @param classes their names, in order; empty for numbers
     */
    public static List<List<Answer>> of(SampleValues predictions, List<String> classes) {
        return IntStream.range(0, predictions.count())
                .mapToObj(example -> of(predictions.row(example), classes))
                .toList();
    }

    /**
     * What a module says about the pixels of some examples, as one item: the class that most of them are given.
     *
     * @param parts of the pixels that show each class, {@code [examples, classes]}; all 0 where it says nothing of any
     * @param classes their names, in order
     */
    public static List<List<Answer>> ofParts(SampleValues parts, List<String> classes) {
        return IntStream.range(0, parts.count())
                .mapToObj(parts::row)
                .map(row -> List.of(ofClass(row, classes, row.stream().anyMatch(part -> part > 0))))
                .toList();
    }

    /**
     * The strings that a module reads, one for each example.
     *
     * @param strings the classes that are read, {@code [examples, most]}, negative after a string's end
     * @param classes their names, in order; they are put together without spaces if each is a single letter
     */
    public static List<List<Answer>> ofStrings(SampleValues strings, List<String> classes) {
        String between = classes.stream().allMatch(name -> name.length() == 1) ? "" : " ";
        return IntStream.range(0, strings.count())
                .mapToObj(strings::row)
                .map(row -> row.stream().anyMatch(symbol -> symbol.isNaN())
                        ? null
                        : row.stream()
                                .filter(symbol -> symbol >= 0)
                                .map(symbol -> classes.get(Math.round(symbol)))
                                .collect(Collectors.joining(between)))
                .map(said -> List.of(new Answer(said, null, Map.of(), null)))
                .toList();
    }

    private static List<Answer> of(List<Float> row, List<String> classes) {
        if (classes.isEmpty()) {
            return row.stream()
                    .map(value -> new Answer(null, null, Map.of(), value))
                    .toList();
        }
        List<Answer> answers = new ArrayList<>();
        for (int start = 0; start + classes.size() <= row.size(); start += classes.size()) {
            List<Float> item = row.subList(start, start + classes.size());
            answers.add(ofClass(item, classes, Answers.given(item)));
        }
        return answers;
    }

    private static Answer ofClass(List<Float> item, List<String> classes, boolean given) {
        Map<String, Float> probabilities = new LinkedHashMap<>();
        IntStream.range(0, classes.size()).forEach(index -> probabilities.put(classes.get(index), item.get(index)));
        if (!item.stream().allMatch(probability -> Float.isFinite(probability))) {
            return new Answer(null, null, probabilities, null);
        }
        int best = IntStream.range(0, item.size())
                .boxed()
                .max(Comparator.comparing(item::get))
                .orElseThrow();
        return given
                ? new Answer(classes.get(best), item.get(best), probabilities, null)
                : new Answer(null, null, probabilities, null);
    }
}
