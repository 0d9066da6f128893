package dev.regimen.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.data.source.EmbeddedDigits;
import dev.regimen.data.source.SourceData;
import dev.regimen.torch.TensorData;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;

class DigitStringsTest {
    private static final int SIDE = 8;

    private static DigitStringsSettings settings(List<Integer> length, List<Integer> gap, int jitter, double noise) {
        return new DigitStringsSettings(null, length, gap, jitter, noise, 200, 40, null, null);
    }

    private static Examples open(DigitStringsSettings settings) {
        return settings.open(Path.of("."));
    }

    @Test
    void stringsHaveWhatTheirFieldsSay() {
        try (Examples examples = open(settings(List.of(2, 4), List.of(1, 3), 2, 0.1))) {
            Map<String, Field> fields = examples.fields();
            assertThat(fields.get("image")).isEqualTo(Field.real(Shape.of(1, 12, 4 * 8 + 5 * 3)));
            assertThat(fields.get("string")).hasToString("10 classes [places=4]");
            assertThat(fields.get("string").gaps()).isTrue();
            assertThat(fields.get("column")).hasToString("11 classes [columns=47]");
            assertThat(fields.get("column").classes()).startsWith("background", "0", "1");
            assertThat(examples.validation().size()).isEqualTo(200);
            assertThat(examples.test().size()).isEqualTo(40);
        }
        try (Examples examples = open(settings(List.of(3), List.of(1), 0, 0))) {
            assertThat(examples.fields().get("string").gaps()).isFalse();
            assertThat(TensorData.toLongs(examples.test().column("string")))
                    .as("all as long")
                    .doesNotContain(Field.UNLABELLED);
        }
    }

    @Test
    void lengthsAndGapsAreThoseThatAreAskedFor() {
        try (Examples examples = open(settings(List.of(2, 4), List.of(1, 3), 2, 0.1))) {
            Dataset data = examples.validation();
            long[] strings = TensorData.toLongs(data.column("string"));
            long[] columns = TensorData.toLongs(data.column("column"));
            Set<Integer> lengths = new HashSet<>();
            Set<Integer> gaps = new HashSet<>();
            Set<Integer> begins = new HashSet<>();
            for (int i = 0; i < data.size(); i++) {
                long[] string = Arrays.copyOfRange(strings, 4 * i, 4 * (i + 1));
                int length = (int)
                        Arrays.stream(string).takeWhile(label -> label >= 0).count();
                assertThat(Arrays.stream(string).skip(length)).allMatch(label -> label == Field.UNLABELLED);
                lengths.add(length);
                int[] shown = begins(Arrays.copyOfRange(columns, 47 * i, 47 * (i + 1)), string);
                assertThat(shown).hasSize(length);
                begins.add(shown[0]);
                IntStream.range(1, length).forEach(place -> gaps.add(shown[place] - shown[place - 1] - SIDE));
            }
            assertThat(lengths).containsExactlyInAnyOrder(2, 3, 4);
            assertThat(gaps).containsExactlyInAnyOrder(1, 2, 3);
            assertThat(begins).hasSizeGreaterThan(20);
        }
    }

    /** Where the images begin, whose classes are those of the string in order. */
    private static int[] begins(long[] columns, long[] string) {
        int[] begins = IntStream.range(0, columns.length)
                .filter(x -> columns[x] > 0 && (x == 0 || columns[x - 1] == 0))
                .toArray();
        for (int place = 0; place < begins.length; place++) {
            long label = string[place] + 1;
            assertThat(Arrays.stream(columns, begins[place], begins[place] + SIDE))
                    .allMatch(column -> column == label);
        }
        assertThat(Arrays.stream(columns).filter(column -> column > 0)).hasSize(SIDE * begins.length);
        return begins;
    }

    @Test
    void everyImageOfAStringIsOneOfItsPartAndStandsUnchanged() {
        try (Examples examples = open(settings(List.of(3), List.of(0), 0, 0));
                SourceData data = new EmbeddedDigits().load(Path.of("."))) {
            Set<List<Float>> known = new HashSet<>();
            float[] images = TensorData.toFloats(data.examples().column("image"));
            for (int i = 0; i < images.length; i += SIDE * SIDE) {
                known.add(list(Arrays.copyOfRange(images, i, i + SIDE * SIDE)));
            }
            Set<List<Float>> validation = shown(examples.validation());
            Set<List<Float>> test = shown(examples.test());
            assertThat(known).containsAll(validation).containsAll(test);
            assertThat(validation).doesNotContainAnyElementsOf(test);
        }
    }

    private static Set<List<Float>> shown(Dataset strings) {
        float[] pixels = TensorData.toFloats(strings.column("image"));
        Set<List<Float>> images = new HashSet<>();
        for (int string = 0; string < strings.size(); string++) {
            for (int place = 0; place < 3; place++) {
                float[] image = new float[SIDE * SIDE];
                for (int y = 0; y < SIDE; y++) {
                    System.arraycopy(pixels, (string * SIDE + y) * 3 * SIDE + place * SIDE, image, y * SIDE, SIDE);
                }
                images.add(list(image));
            }
        }
        return images;
    }

    private static List<Float> list(float[] values) {
        return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
    }

    @Test
    void jitterMovesImagesUpAndDownAndNoiseLiesBehind() {
        try (Examples examples = open(settings(List.of(1), List.of(0), 3, 0.2))) {
            float[] pixels = TensorData.toFloats(examples.validation().column("image"));
            Set<Integer> tops = new HashSet<>();
            for (int i = 0; i < pixels.length; i += 14 * SIDE) {
                int first = i;
                int top = IntStream.range(0, 14 * SIDE)
                        .filter(at -> pixels[first + at] > 0.2f)
                        .findFirst()
                        .orElseThrow();
                tops.add(top / SIDE);
            }
            assertThat(tops).contains(0, 3, 6);
            assertThat(pixels).doesNotContain(0f);
        }
    }

    @Test
    void theSeedFixesEveryBatchAndAnotherGivesOthers() {
        try (Examples examples = open(DigitStringsSettings.of(1, 3));
                Examples again = open(DigitStringsSettings.of(1, 3));
                PointerScope scope = new PointerScope()) {
            BatchSource first = examples.training(3, 8, Sample.ALL);
            BatchSource same = again.training(3, 8, Sample.ALL);
            float[] pixels = TensorData.toFloats(first.next(null).value("image"));
            assertThat(TensorData.toFloats(same.next(null).value("image"))).containsExactly(pixels);
            byte[] state = first.state();
            Batch second = first.next(null);
            assertThat(TensorData.toFloats(second.value("image"))).isNotEqualTo(pixels);
            BatchSource resumed = examples.training(3, 8, Sample.ALL);
            resumed.restore(state);
            assertThat(TensorData.toLongs(resumed.next(null).value("column")))
                    .containsExactly(TensorData.toLongs(second.value("column")));
            assertThat(TensorData.toLongs(again.test().column("string")))
                    .containsExactly(TensorData.toLongs(examples.test().column("string")));
            BatchSource other = examples.training(4, 8, Sample.ALL);
            assertThat(TensorData.toFloats(other.next(null).value("image"))).isNotEqualTo(pixels);
        }
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> settings(List.of(4, 2), null, 0, 0))
                .hasMessage("length is [4, 2], expected one whole number or two, the smaller one first, from 1 up");
        assertThatThrownBy(() -> settings(List.of(0, 2), null, 0, 0)).hasMessageStartingWith("length is [0, 2]");
        assertThatThrownBy(() -> settings(null, List.of(1, 2, 3), 0, 0))
                .hasMessage("gap is [1, 2, 3], expected one whole number or two, the smaller one first, from 0 up");
        assertThatThrownBy(() -> settings(null, List.of(), 0, 0)).hasMessageStartingWith("gap is []");
        assertThatThrownBy(() -> settings(null, null, -1, 0))
                .hasMessage("jitter is -1, expected a whole number from 0 up");
        assertThatThrownBy(() -> settings(null, null, 0, 2)).hasMessage("noise is 2.0, expected a number from 0 to 1");
        assertThatThrownBy(() -> open(settings(List.of(50_000_000), null, 0, 0)))
                .hasMessageStartingWith("validation-size is 200, but of strings of 8 x 550000003 pixels there can be");
    }

    @Test
    void otherDataAreRefused() {
        DigitStringsSettings settings = DigitStringsSettings.of(1, 2);
        Field label = Field.classes(Shape.of(), 2);
        assertThatThrownBy(
                        () -> DigitStrings.of(settings, Map.of("image", Field.real(Shape.of(3, 8, 8)), "label", label)))
                .hasMessage("digit-strings are made of grey images with classes, 'image' [1, height, width] and"
                        + " 'label', but the data have {image=real [3, 8, 8], label=one of 2 classes}");
        Field background = Field.classes(Shape.of(), List.of("background", "shirt"));
        assertThatThrownBy(() ->
                        DigitStrings.of(settings, Map.of("image", Field.real(Shape.of(1, 8, 8)), "label", background)))
                .hasMessageStartingWith("the images have a class 'background', but in strings that is what lies");
    }
}
