package dev.regimen.report;

import dev.regimen.comparison.ComparisonResult;
import dev.regimen.comparison.ComparisonResult.Judged;
import dev.regimen.comparison.ContenderResult;
import dev.regimen.ensemble.Worth;
import dev.regimen.task.Answer;
import dev.regimen.task.SampleValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The sample examples and what the contenders' first trainings say about them.
 *
 * @param inputs what the model reads of every example
 * @param truths what is true, by target and example
 * @param pictures the same as a picture, by target and example, where it is a class for every pixel
 * @param keys what the colours of these pictures mean, by target
 * @param answers what is said, by contender, module and example
 * @param dissents how far its members differ, by contender, module and example; of ensembles only
 */
record Samples(
        List<List<Input>> inputs,
        Map<String, List<List<String>>> truths,
        Map<String, List<String>> pictures,
        Map<String, List<ClassPictures.Key>> keys,
        Map<String, Map<String, List<Said>>> answers,
        Map<String, Map<String, List<Dissent>>> dissents) {
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
     * @param said the most probable class, or the number; null where it is not a number or no class is named; all that
     *     is read of a string
     * @param probabilities of those classes, of each where none is named, 0 where it is not a number; empty for numbers
     *     and strings
     * @param picture of the most probable classes of pixels, which are then not said one by one; null for all else
     * @param right the part of the pixels that have a label and are said right, from 0 to 1; of a string 1 if all is
     *     right and else 0; null for all else
     */
    record Said(List<String> said, List<Float> probabilities, String picture, Double right) {
        Said(List<String> said, List<Float> probabilities) {
            this(said, probabilities, null, null);
        }
    }

    /**
     * How far an ensemble's members differ about an example.
     *
     * @param parts for each item the part of them that say another class, or the deviation of their values; empty with
     *     a picture
     * @param picture of these parts, the lighter the more, where pixels are classified; null for all else
     */
    record Dissent(List<Float> parts, String picture) {}

    static Samples of(ComparisonResult result) {
        int count = result.samples().values().stream()
                .mapToInt(SampleValues::count)
                .max()
                .orElse(0);
        Map<String, List<List<String>>> truths = new LinkedHashMap<>();
        Map<String, List<String>> pictures = new LinkedHashMap<>();
        Map<String, List<ClassPictures.Key>> keys = new LinkedHashMap<>();
        result.judged().stream()
                .map(Judged::target)
                .filter(result.samples()::containsKey)
                .forEach(field -> {
                    if (isMap(result, field)) {
                        pictures.put(field, ClassPictures.of(result.samples().get(field)));
                        keys.put(field, ClassPictures.keys(result.classes().get(field)));
                    } else {
                        truths.put(field, truths(result, field));
                    }
                });
        Map<String, Map<String, List<Said>>> answers = new LinkedHashMap<>();
        Map<String, Map<String, List<Dissent>>> dissents = new LinkedHashMap<>();
        result.contenders().forEach(contender -> {
            answers.put(contender.name(), answers(result, contender));
            Worth worth = contender.seeds().get(0).metrics().worth();
            if (worth != null) {
                dissents.put(contender.name(), dissents(worth));
            }
        });
        return new Samples(inputs(result, count), truths, pictures, keys, answers, dissents);
    }

    private static Map<String, List<Dissent>> dissents(Worth worth) {
        Map<String, List<Dissent>> dissents = new LinkedHashMap<>();
        worth.dissent().forEach((module, parts) -> {
            List<String> maps = parts.shape().size() == 3 ? PixelImages.ofParts(parts) : List.of();
            dissents.put(
                    module,
                    IntStream.range(0, parts.count())
                            .mapToObj(i -> maps.isEmpty()
                                    ? new Dissent(List.copyOf(parts.row(i)), null)
                                    : new Dissent(List.of(), maps.get(i)))
                            .toList());
        });
        return dissents;
    }

    private static boolean isMap(ComparisonResult result, String field) {
        return ClassPictures.suit(result.samples().get(field), result.classes().getOrDefault(field, List.of()));
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
            for (int i = 0; i < count; i++) {
                List<Float> numbers = values.row(i).stream().limit(MOST_NUMBERS).toList();
                examples.get(i)
                        .add(
                                images.isEmpty()
                                        ? new Input(field, List.of(), numbers, values.length())
                                        : new Input(field, images.get(i), List.of(), values.length()));
            }
        }
        return examples;
    }

    private static List<List<String>> truths(ComparisonResult result, String field) {
        SampleValues values = result.samples().get(field);
        List<String> classes = result.classes().getOrDefault(field, List.of());
        return IntStream.range(0, values.count())
                .mapToObj(i -> values.row(i).stream()
                        .filter(value -> classes.isEmpty() || value >= 0) // what nobody has labelled is nothing
                        .map(value -> classes.isEmpty() ? number(value) : classes.get(Math.round(value)))
                        .toList())
                .toList();
    }

    private static Map<String, List<Said>> answers(ComparisonResult result, ContenderResult contender) {
        Map<String, SampleValues> predictions = contender.seeds().get(0).samples();
        Map<String, List<Said>> answers = new LinkedHashMap<>();
        for (Judged judged : result.judged()) {
            if (predictions.containsKey(judged.module())) {
                answers.put(judged.module(), answers(result, judged.target(), predictions.get(judged.module())));
            }
        }
        return answers;
    }

    private static List<Said> answers(ComparisonResult result, String target, SampleValues said) {
        List<String> classes = result.classes().getOrDefault(target, List.of());
        SampleValues truth = result.samples().get(target);
        if (isMap(result, target)) {
            return maps(said, truth);
        }
        // Probabilities have an axis more than what they are about, strings that are read have none.
        if (!classes.isEmpty() && said.shape().size() == truth.shape().size()) {
            return strings(said, truth, classes);
        }
        List<List<Answer>> items = Answer.of(said, classes);
        return IntStream.range(0, items.size())
                .mapToObj(i -> answer(labelled(items.get(i), truth.row(i), classes), classes.isEmpty()))
                .toList();
    }

    /** Without those about what nobody has labelled. */
    private static List<Answer> labelled(List<Answer> items, List<Float> truth, List<String> classes) {
        return IntStream.range(0, items.size())
                .filter(i -> classes.isEmpty() || truth.get(i) >= 0)
                .mapToObj(items::get)
                .toList();
    }

    private static List<Said> strings(SampleValues said, SampleValues truth, List<String> classes) {
        return IntStream.range(0, said.count())
                .mapToObj(i -> {
                    List<String> read = names(said.row(i), classes);
                    return new Said(read, List.of(), null, read.equals(names(truth.row(i), classes)) ? 1.0 : 0.0);
                })
                .toList();
    }

    /** What there is of a row; a single null if it is not a number. */
    private static List<String> names(List<Float> row, List<String> classes) {
        return row.stream().anyMatch(value -> value.isNaN())
                ? Collections.singletonList(null)
                : row.stream()
                        .filter(value -> value >= 0)
                        .map(value -> classes.get(Math.round(value)))
                        .toList();
    }

    private static List<Said> maps(SampleValues said, SampleValues truth) {
        List<String> pictures = ClassPictures.of(said);
        return IntStream.range(0, said.count())
                .mapToObj(i -> new Said(List.of(), List.of(), pictures.get(i), right(said.row(i), truth.row(i))))
                .toList();
    }

    private static double right(List<Float> said, List<Float> truth) {
        int[] labelled =
                IntStream.range(0, truth.size()).filter(i -> truth.get(i) >= 0).toArray();
        return IntStream.of(labelled)
                .mapToDouble(i -> said.get(i).equals(truth.get(i)) ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }

    private static Said answer(List<Answer> items, boolean numbers) {
        return numbers
                ? new Said(items.stream().map(item -> number(item.value())).collect(Collectors.toList()), List.of())
                : new Said(
                        items.stream().map(Answer::said).collect(Collectors.toList()),
                        items.stream()
                                .map(item -> item.said() != null
                                        ? item.probability()
                                        : Float.valueOf(
                                                item.abstains()
                                                        ? 1f
                                                                / item.probabilities()
                                                                        .size()
                                                        : 0))
                                .toList());
    }

    private static String number(float value) {
        return Float.isFinite(value) ? String.format(java.util.Locale.ROOT, "%.4g", value) : null;
    }
}
