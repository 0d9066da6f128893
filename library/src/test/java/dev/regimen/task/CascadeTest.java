package dev.regimen.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.data.Batch;
import dev.regimen.data.DataException;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.torch.TensorData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CascadeTest {
    private static final Path HERE = Path.of("");
    private static final Map<String, Field> FIELDS =
            Map.of("image", Field.real(Shape.of(1)), "label", Field.classes(Shape.of(), 10));
    private static final int SYMBOLS = 3;
    private static final int PAUSE = SYMBOLS;
    private static final int LETTERS = 2;

    @Test
    void saysWhatAnExampleHas() {
        try (Examples examples = CascadeSettings.of(4).open(HERE)) {
            Field symbol = Field.classes(Shape.of(), 5);
            Field word = Field.classes(Shape.of(3), List.of("0", "1", "2", "3", "4", "pause"));
            assertThat(examples.fields())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "image", Field.real(Shape.of(1, 8, 8)),
                            "symbol-1", symbol,
                            "word-2", word,
                            "symbol-2", symbol,
                            "operand-3", symbol,
                            "symbol-3", symbol,
                            "word-4", word,
                            "symbol-4", symbol));
            assertThat(examples.validation().size()).isEqualTo(1_000);
            assertThat(examples.test().size()).isEqualTo(2_000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 10})
    void everySymbolIsOnceInEachRowAndColumn(int order) {
        for (int seed = 0; seed < 50; seed++) {
            LatinSquare square = LatinSquare.draw(order, new Random(seed));
            for (int i = 0; i < order; i++) {
                int line = i;
                assertThat(new TreeSet<>(square.rows().get(i))).hasSize(order);
                assertThat(square.rows().stream().map(row -> row.get(line)).distinct())
                        .hasSize(order);
            }
        }
    }

    @Test
    void tablesOfOtherSeedsAndPositionsDiffer() {
        Set<LatinSquare> squares = new HashSet<>();
        for (long seed = 0; seed < 3; seed++) {
            CascadeSettings settings = new CascadeSettings(null, 8, 7, null, null, null, null, null, null, seed);
            Cascade.of(settings, FIELDS).links().forEach(link -> squares.add(link.table()));
        }
        assertThat(squares).hasSize(21);
        assertThat(chain(8, 1)).isEqualTo(chain(8, 1));
    }

    @Test
    void symbolsFollowFromTheInputs() {
        Cascade chain = chain(5, 7);
        try (Examples examples = settings(5, 7).open(HERE)) {
            for (Map<String, long[]> example : examples(examples, 20)) {
                long symbol = example.get("symbol-1")[0];
                // The number of the image says which class it has.
                assertThat(example.get("image")[0] % 10 % SYMBOLS).isEqualTo(symbol);
                for (Cascade.Link link : chain.links()) {
                    for (long letter : example.get(link.field())) {
                        symbol = letter == PAUSE ? symbol : link.table().entry((int) symbol, (int) letter);
                    }
                    assertThat(example.get("symbol-" + link.position())).containsExactly(symbol);
                }
            }
        }
    }

    @Test
    void pausesComeAfterAtLeastOneLetter() {
        try (Examples examples = settings(2, 0).open(HERE)) {
            Map<Boolean, Integer> shorter = new HashMap<>();
            for (Map<String, long[]> example : examples(examples, 100)) {
                long[] word = example.get("word-2");
                assertThat(word).hasSize(LETTERS);
                assertThat(word[0]).isNotEqualTo(PAUSE);
                shorter.merge(word[1] == PAUSE, 1, Integer::sum);
            }
            // 3,200 words, standard deviation 28
            assertThat(shorter.get(true)).isCloseTo(1_600, within(150));
        }
    }

    /** Whoever knows all inputs but one has no better guess of the target than chance. */
    @Test
    void allInputsButOneSayNothingAboutTheTarget() {
        try (Examples examples = settings(3, 3).open(HERE)) {
            List<Map<String, long[]>> drawn = examples(examples, 600);
            for (List<String> known : List.of(
                    List.of("word-2", "operand-3"), List.of("symbol-1", "operand-3"), List.of("symbol-1", "word-2"))) {
                Map<String, int[]> counts = new HashMap<>();
                for (Map<String, long[]> example : drawn) {
                    StringBuilder seen = new StringBuilder();
                    known.forEach(field -> seen.append(Arrays.toString(example.get(field))));
                    counts.computeIfAbsent(seen.toString(), key -> new int[SYMBOLS])[
                            (int) example.get("symbol-3")[0]]++;
                }
                assertThat(chiSquare(counts)).isLessThan(4 * Math.sqrt(2.0 * degrees(counts)) + degrees(counts));
            }
        }
    }

    @Test
    void partsAndResumesAreThoseOfDrawnExamples() {
        try (Examples examples = settings(3, 0).open(HERE);
                Examples same = settings(3, 0).open(HERE);
                PointerScope scope = new PointerScope()) {
            assertThat(images(examples.validation())).doesNotContainAnyElementsOf(images(examples.test()));
            assertThat(images(same.test())).isEqualTo(images(examples.test()));
            BatchSource source = examples.training(5, 16, Sample.ALL);
            source.next(null);
            BatchSource resumed = examples.training(5, 16, Sample.ALL);
            resumed.restore(source.state());
            assertThat(rows(resumed.next(null), examples.fields()))
                    .usingRecursiveComparison()
                    .isEqualTo(rows(source.next(null), examples.fields()));
        }
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThatThrownBy(() -> CascadeSettings.of(1)).hasMessage("length is 1, expected a whole number from 2 to 8");
        assertThatThrownBy(() -> CascadeSettings.of(9)).hasMessage("length is 9, expected a whole number from 2 to 8");
        assertThatThrownBy(
                        () -> new CascadeSettings(null, null, 11, null, null, null, null, null, null, null).open(HERE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("symbols is 11, but the images have only 10 classes to stand for them");
        assertThatThrownBy(() -> new CascadeSettings(
                                NumberedImages.of(9, 10), null, 9, null, null, null, null, null, null, null)
                        .open(HERE))
                .isInstanceOf(DataException.class)
                .hasMessageMatching("none of \\d+ images stands for symbol \\d of a cascade with 9 symbols");
    }

    private static CascadeSettings settings(int length, long tableSeed) {
        return new CascadeSettings(
                NumberedImages.of(200, 10), length, SYMBOLS, LETTERS, 300, 300, null, null, null, tableSeed);
    }

    private static Cascade chain(int length, long tableSeed) {
        return Cascade.of(settings(length, tableSeed), FIELDS);
    }

    private static double chiSquare(Map<String, int[]> counts) {
        return counts.values().stream()
                .mapToDouble(row -> {
                    double expected = Arrays.stream(row).sum() / (double) SYMBOLS;
                    return Arrays.stream(row)
                            .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                            .sum();
                })
                .sum();
    }

    private static int degrees(Map<String, int[]> counts) {
        return counts.size() * (SYMBOLS - 1);
    }

    private static Set<Long> images(Dataset data) {
        Set<Long> images = new TreeSet<>();
        rows(data.slice(0, (int) data.size()), data.fields()).forEach(row -> images.add(row.get("image")[0]));
        return images;
    }

    private static List<Map<String, long[]>> examples(Examples examples, int batches) {
        BatchSource source = examples.training(11, 32, Sample.ALL);
        List<Map<String, long[]>> all = new ArrayList<>();
        try (PointerScope scope = new PointerScope()) {
            for (int i = 0; i < batches; i++) {
                all.addAll(rows(source.next(null), examples.fields()));
            }
        }
        return all;
    }

    private static List<Map<String, long[]>> rows(Batch batch, Map<String, Field> fields) {
        List<Map<String, long[]>> rows = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            rows.add(new LinkedHashMap<>());
        }
        fields.forEach((name, field) -> {
            int width = (int) field.shape().elements();
            float[] values = TensorData.toFloats(batch.value(name));
            for (int i = 0; i < rows.size(); i++) {
                long[] own = new long[width];
                for (int k = 0; k < width; k++) {
                    own[k] = (long) values[i * width + k];
                }
                rows.get(i).put(name, own);
            }
        });
        return rows;
    }
}
