package dev.regimen.report;

import dev.regimen.comparison.ComparisonResult;
import dev.regimen.comparison.ComparisonResult.Judged;
import dev.regimen.comparison.ContenderResult;
import dev.regimen.task.SampleValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The sample examples and what the contenders' first trainings say about them.
 *
 * @param inputs what the model reads of every example
 * @param truths what is true, by target and example
 * @param answers what is said, by contender, module and example
 */
record Samples(
        List<List<Input>> inputs,
        Map<String, List<List<String>>> truths,
        Map<String, Map<String, List<Answer>>> answers) {
    /** More numbers than this are not read by anybody. */
    private static final int MOST_NUMBERS = 12;

    /**
     * A field of an example.
     *
     * @param images one picture per item; empty if the field holds no images
     * @param numbers the first of its numbers; empty if it holds images
     * @param count how many numbers it has
     */
    record Input(String field, List<String> images, List<Float> numbers, int count) {}

    /**
     * What a module says about an example, for each of its items.
     *
     * @param said the most probable class, or the number; null where it is not a number
     * @param probabilities of those classes; empty for numbers
     */
    record Answer(List<String> said, List<Float> probabilities) {}

    static Samples of(ComparisonResult result) {
        int count = result.samples().values().stream()
                .mapToInt(values -> Rows.of(values).count())
                .max()
                .orElse(0);
        Map<String, List<List<String>>> truths = new LinkedHashMap<>();
        result.judged().stream()
                .map(Judged::target)
                .filter(result.samples()::containsKey)
                .forEach(field -> truths.put(field, truths(result, field)));
        Map<String, Map<String, List<Answer>>> answers = new LinkedHashMap<>();
        result.contenders().forEach(contender -> answers.put(contender.name(), answers(result, contender)));
        return new Samples(inputs(result, count), truths, answers);
    }

    private static List<List<Input>> inputs(ComparisonResult result, int count) {
        List<String> fields = result.modules().values().stream()
                .flatMap(List::stream)
                .distinct()
                .filter(result.samples()::containsKey)
                .toList();
        List<List<Input>> examples = new ArrayList<>();
        IntStream.range(0, count).forEach(example -> examples.add(new ArrayList<>()));
        for (String field : fields) {
            SampleValues values = result.samples().get(field);
            List<List<String>> images = PixelImages.of(values);
            Rows rows = Rows.of(values);
            for (int i = 0; i < count; i++) {
                List<Float> numbers = rows.row(i).stream().limit(MOST_NUMBERS).toList();
                examples.get(i)
                        .add(
                                images.isEmpty()
                                        ? new Input(field, List.of(), numbers, rows.length())
                                        : new Input(field, images.get(i), List.of(), rows.length()));
            }
        }
        return examples;
    }

    private static List<List<String>> truths(ComparisonResult result, String field) {
        Rows rows = Rows.of(result.samples().get(field));
        List<String> classes = result.classes().getOrDefault(field, List.of());
        return IntStream.range(0, rows.count())
                .mapToObj(i -> rows.row(i).stream()
                        .map(value -> classes.isEmpty() ? number(value) : classes.get(Math.round(value)))
                        .toList())
                .toList();
    }

    private static Map<String, List<Answer>> answers(ComparisonResult result, ContenderResult contender) {
        Map<String, SampleValues> predictions = contender.seeds().get(0).samples();
        Map<String, List<Answer>> answers = new LinkedHashMap<>();
        for (Judged judged : result.judged()) {
            if (predictions.containsKey(judged.module())) {
                Rows rows = Rows.of(predictions.get(judged.module()));
                List<String> classes = result.classes().getOrDefault(judged.target(), List.of());
                answers.put(
                        judged.module(),
                        IntStream.range(0, rows.count())
                                .mapToObj(i -> answer(rows.row(i), classes))
                                .toList());
            }
        }
        return answers;
    }

    /** @param row one number per item, or the probabilities of all classes item by item */
    private static Answer answer(List<Float> row, List<String> classes) {
        if (classes.isEmpty()) {
            return new Answer(row.stream().map(Samples::number).toList(), List.of());
        }
        List<String> said = new ArrayList<>();
        List<Float> probabilities = new ArrayList<>();
        for (int start = 0; start + classes.size() <= row.size(); start += classes.size()) {
            List<Float> item = row.subList(start, start + classes.size());
            int best = IntStream.range(0, item.size())
                    .boxed()
                    .max(Comparator.comparing(item::get))
                    .orElseThrow();
            boolean finite = item.stream().allMatch(value -> Float.isFinite(value));
            said.add(finite ? classes.get(best) : null);
            probabilities.add(finite ? item.get(best) : Float.valueOf(0));
        }
        return new Answer(said, probabilities);
    }

    private static String number(float value) {
        return Float.isFinite(value) ? String.format(java.util.Locale.ROOT, "%.4g", value) : null;
    }
}
