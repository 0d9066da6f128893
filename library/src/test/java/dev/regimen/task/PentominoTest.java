package dev.regimen.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.metric.MacroF1;
import dev.regimen.torch.TensorData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;

class PentominoTest {
    private static final Path HERE = Path.of("");
    private static final int PATCHES = 64;
    private static final int EMPTY = 0;

    /** An image as lists: what its patches show, the type in each, whether all are of one. */
    private record Image(List<Sprite> patches, List<Integer> types, long same) {
        List<Integer> sprites() {
            return types.stream().filter(type -> type != EMPTY).toList();
        }
    }

    @Test
    void saysWhatAnImageHas() {
        try (Examples examples = new PentominoSettings(null, null, null, null).open(HERE)) {
            assertThat(examples.fields())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(
                            "patches", Field.real(Shape.of(1, 8, 8).repeated("patches", PATCHES)),
                            "sprite",
                                    Field.classes(
                                            Shape.of().repeated("patches", PATCHES),
                                            List.of("empty", "F", "F2", "L", "J", "N", "N2", "P", "Q", "Y", "Y2")),
                            "same", Field.classes(Shape.of(), List.of("different", "same"))));
            assertThat(examples.validation().size()).isEqualTo(1_000);
            assertThat(examples.test().size()).isEqualTo(2_000);
        }
    }

    @Test
    void smallerProblemsHaveFewerPatchesAndTypes() {
        try (Examples examples = new PentominoSettings(10, 10, 200, 0L, 2, 3).open(HERE);
                PointerScope scope = new PointerScope()) {
            assertThat(examples.fields().get("patches"))
                    .isEqualTo(Field.real(Shape.of(1, 8, 8).repeated("patches", 4)));
            assertThat(examples.fields().get("sprite").classes()).containsExactly("empty", "F", "F2", "L");
            Batch batch = examples.test().slice(0, 200);
            long[] sprites = TensorData.toLongs(batch.value("sprite"));
            assertThat(sprites).hasSize(200 * 4);
            assertThat(LongStream.of(sprites).filter(type -> type == EMPTY).count())
                    .isEqualTo(200);
            assertThat(LongStream.of(sprites).boxed().toList()).contains(1L, 2L, 3L);
            assertThat(LongStream.of(sprites).max()).hasValue(3);
        }
    }

    @Test
    void everyLabelAgreesWithThePixels() {
        Map<Sprite, Integer> typeOf = new HashMap<>();
        List<String> names = Pentominoes.names();
        Pentominoes.TYPES.forEach((name, type) -> type.turns().forEach(turned -> {
            typeOf.put(turned, names.indexOf(name) + 1);
            typeOf.put(turned.scaled(2), names.indexOf(name) + 1);
        }));
        try (Examples examples = settings(100, 0).open(HERE)) {
            List<Image> images = images(examples.test());
            assertThat(images).hasSize(500).allSatisfy(image -> {
                assertThat(image.sprites()).hasSize(3);
                for (int patch = 0; patch < PATCHES; patch++) {
                    Sprite shown = image.patches.get(patch);
                    assertThat(shown.height() == 0 ? EMPTY : typeOf.get(shown)).isEqualTo(image.types.get(patch));
                }
                assertThat(new HashSet<>(image.sprites())).hasSize(image.same == 1 ? 1 : 2);
            });
            assertThat(images.stream().mapToLong(Image::same).sum()).isEqualTo(250);
        }
    }

    @Test
    void everyTypeTurnScaleAndPatchComesUp() {
        try (Examples examples = settings(100, 0).open(HERE)) {
            Set<Sprite> looks = new HashSet<>();
            int[] perType = new int[11];
            int[] perPatch = new int[PATCHES];
            for (Image image : images(examples.test())) {
                image.patches.stream().filter(shown -> shown.height() > 0).forEach(looks::add);
                image.types.forEach(type -> perType[type]++);
                for (int patch = 0; patch < PATCHES; patch++) {
                    perPatch[patch] += image.types.get(patch) == EMPTY ? 0 : 1;
                }
            }
            assertThat(looks).hasSize(10 * 4 * 2);
            // 1,500 sprites; a same image has three of its type, so counts vary a little more than binomially
            assertThat(Arrays.stream(perType, 1, 11)).allMatch(count -> count > 90 && count < 215);
            assertThat(Arrays.stream(perPatch)).allMatch(count -> count > 5 && count < 48);
        }
    }

    /** As 61 of 64 patches are empty, the best constant prediction is right in most of them, and yet says nothing. */
    @Test
    void emptyPatchesMakeAccuracyEasyButNotF1() {
        try (Examples examples = settings(100, 0).open(HERE)) {
            Dataset test = examples.test();
            Field field = examples.fields().get("sprite");
            assertThat(new dev.regimen.metric.Accuracy().chance(test.column("sprite"), field))
                    .isEqualTo(61.0 / 64);
            assertThat(new MacroF1().chance(test.column("sprite"), field)).isCloseTo(0.0887, within(0.0001));
        }
    }

    @Test
    void anEpochSeesEveryImageOnceAndTheNextThemAgain() {
        try (Examples examples = settings(40, 0).open(HERE)) {
            BatchSource source = examples.training(3, 8, Sample.ALL);
            List<Image> first = next(source, 5);
            List<Image> second = next(source, 5);
            assertThat(new HashSet<>(first)).hasSize(40);
            assertThat(new HashSet<>(second)).isEqualTo(new HashSet<>(first));
            assertThat(second).isNotEqualTo(first);
            assertThat(first.stream().mapToLong(Image::same).sum()).isEqualTo(20);
            assertThat(first).doesNotContainAnyElementsOf(images(examples.test()));
            assertThat(first).doesNotContainAnyElementsOf(images(examples.validation()));
            assertThat(images(examples.test())).doesNotContainAnyElementsOf(images(examples.validation()));
        }
    }

    @Test
    void moreImagesToTrainOnLeaveThoseBefore() {
        try (Examples few = settings(16, 0).open(HERE);
                Examples many = settings(80, 0).open(HERE)) {
            assertThat(next(many.training(1, 80, Sample.ALL), 1)).containsAll(next(few.training(1, 16, Sample.ALL), 1));
        }
    }

    @Test
    void aBootstrapSeesAboutTwoThirds() {
        try (Examples examples = settings(400, 0).open(HERE)) {
            Set<Image> one = new HashSet<>(next(examples.training(1, 400, new Sample(Sampling.BOOTSTRAP, 7)), 1));
            Set<Image> again = new HashSet<>(next(examples.training(2, 400, new Sample(Sampling.BOOTSTRAP, 7)), 1));
            // 400 * (1 - 1/e) = 253, standard deviation below 7
            assertThat(one).hasSizeBetween(225, 280).isEqualTo(again);
        }
    }

    @Test
    void seedsFixWhatIsSeen() {
        try (Examples one = settings(100, 5).open(HERE);
                Examples other = settings(100, 6).open(HERE);
                Examples asked = settings(100, 5).open(HERE, OptionalLong.of(6))) {
            List<Image> seen = next(one.training(1, 16, Sample.ALL), 2);
            assertThat(next(one.training(1, 16, Sample.ALL), 2)).isEqualTo(seen);
            assertThat(next(one.training(2, 16, Sample.ALL), 2)).isNotEqualTo(seen);
            assertThat(next(other.training(1, 16, Sample.ALL), 2)).isNotEqualTo(seen);
            assertThat(images(other.test())).isNotEqualTo(images(one.test())).isEqualTo(images(asked.test()));
            assertThat(images(other.validation())).isEqualTo(images(asked.validation()));
        }
    }

    @Test
    void goesOnWhereItWas() {
        try (Examples examples = settings(100, 5).open(HERE)) {
            for (Sampling sampling : List.of(Sampling.ALL, Sampling.BOOTSTRAP)) {
                Sample sample = new Sample(sampling, 4);
                BatchSource original = examples.training(9, 48, sample);
                next(original, 3);
                BatchSource resumed = examples.training(9, 48, sample);
                resumed.restore(original.state());
                assertThat(next(resumed, 2)).isEqualTo(next(original, 2));
                assertThat(resumed.batchSize()).isEqualTo(48);
            }
            assertThatThrownBy(() -> examples.training(9, 8, Sample.ALL).restore(new byte[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has 12 bytes, not 1");
        }
    }

    @Test
    void refusesNumbersOutOfRangeAndFiles() {
        assertThatThrownBy(() -> PentominoSettings.of(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("size is 0, expected a whole number from 1 up");
        assertThatThrownBy(() -> new PentominoSettings(null, -1, null, null))
                .hasMessage("validation-size is -1, expected a whole number from 1 to 500000");
        assertThatThrownBy(() -> new PentominoSettings(null, null, 500_001, null))
                .hasMessage("test-size is 500001, expected a whole number from 1 to 500000");
        assertThatThrownBy(() -> new PentominoSettings(null, null, null, null, 1, null))
                .hasMessage("grid is 1, expected a whole number from 2 to 8");
        assertThatThrownBy(() -> new PentominoSettings(null, null, null, null, null, 11))
                .hasMessage("types is 11, expected a whole number from 2 to 10");
        try (Examples examples = settings(10, 0).open(HERE)) {
            assertThatThrownBy(() -> examples.training(1, 0, Sample.ALL)).hasMessageContaining("batches of 0");
            assertThatThrownBy(() -> examples.read(List.of(Path.of("new.png"))))
                    .hasMessageStartingWith("examples like these cannot be read from files");
        }
    }

    private static PentominoSettings settings(int size, long splitSeed) {
        return new PentominoSettings(size, 100, 500, splitSeed);
    }

    private static List<Image> next(BatchSource source, int batches) {
        List<Image> all = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            try (PointerScope scope = new PointerScope()) {
                all.addAll(images(source.next(null)));
            }
        }
        return all;
    }

    private static List<Image> images(Dataset data) {
        try (PointerScope scope = new PointerScope()) {
            return images(data.slice(0, (int) data.size()));
        }
    }

    private static List<Image> images(Batch batch) {
        float[] pixels = TensorData.toFloats(batch.value("patches"));
        long[] types = TensorData.toLongs(batch.value("sprite"));
        long[] same = TensorData.toLongs(batch.value("same"));
        List<Image> images = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            List<Sprite> patches = new ArrayList<>();
            List<Integer> shown = new ArrayList<>();
            for (int patch = i * PATCHES; patch < (i + 1) * PATCHES; patch++) {
                patches.add(cropped(Arrays.copyOfRange(pixels, patch * 64, (patch + 1) * 64)));
                shown.add((int) types[patch]);
            }
            images.add(new Image(patches, shown, same[i]));
        }
        return images;
    }

    /** What an 8 x 8 patch shows, without the empty rows and columns around it. */
    private static Sprite cropped(float[] patch) {
        int top = 8;
        int bottom = -1;
        int left = 8;
        int right = -1;
        for (int i = 0; i < patch.length; i++) {
            if (patch[i] != 0 && patch[i] != 1) {
                throw new AssertionError("pixel " + patch[i]);
            }
            if (patch[i] == 1) {
                top = Math.min(top, i / 8);
                bottom = Math.max(bottom, i / 8);
                left = Math.min(left, i % 8);
                right = Math.max(right, i % 8);
            }
        }
        List<String> rows = new ArrayList<>();
        for (int row = top; row <= bottom; row++) {
            StringBuilder line = new StringBuilder();
            for (int column = left; column <= right; column++) {
                line.append(patch[row * 8 + column] == 1 ? '#' : '.');
            }
            rows.add(line.toString());
        }
        return new Sprite(rows);
    }
}
