package dev.regimen.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.data.Batch;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.torch.TensorData;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;

class ScenesTest {
    private static final ScenesSettings SMALL =
            new ScenesSettings(null, List.of(24, 32), 2, null, 3, null, 40, 60, null, null);

    private static Examples open(ScenesSettings settings) {
        return settings.open(Path.of("."));
    }

    @Test
    void scenesHaveWhatTheirFieldsSay() {
        try (Examples examples = open(SMALL)) {
            Map<String, Field> fields = examples.fields();
            assertThat(fields.get("image")).isEqualTo(Field.real(Shape.of(1, 24, 32)));
            assertThat(fields.get("mask").isMap()).isTrue();
            assertThat(fields.get("mask").gaps()).isTrue();
            assertThat(fields.get("mask").classes()).hasSize(11).startsWith("background", "0", "1");
            assertThat(fields.get("counts")).hasToString("3 classes [classes=10]");
            assertThat(examples.validation().size()).isEqualTo(40);
            assertThat(examples.test().size()).isEqualTo(60);
        }
    }

    @Test
    void countsAndMaskAgree() {
        try (Examples examples = open(SMALL)) {
            Dataset test = examples.test();
            long[] masks = TensorData.toLongs(test.column("mask"));
            long[] counts = TensorData.toLongs(test.column("counts"));
            long[] numbers = TensorData.toLongs(test.column("number"));
            for (int i = 0; i < test.size(); i++) {
                long[] own = Arrays.copyOfRange(counts, 10 * i, 10 * (i + 1));
                assertThat(Arrays.stream(own).sum()).isEqualTo(numbers[i]).isBetween(1L, 2L);
                long[] mask = Arrays.copyOfRange(masks, 24 * 32 * i, 24 * 32 * (i + 1));
                for (int digit = 0; digit < 10; digit++) {
                    long label = digit + 1L;
                    boolean shown = Arrays.stream(mask).anyMatch(pixel -> pixel == label);
                    assertThat(shown).isEqualTo(own[digit] > 0);
                }
            }
            assertThat(Arrays.stream(masks))
                    .contains(Field.UNLABELLED, 0L)
                    .allMatch(label -> label >= -1 && label <= 10);
        }
    }

    @Test
    void labelledPixelsAreBrightAndClutterIsBackground() {
        try (Examples examples = open(SMALL)) {
            float[] pixels = TensorData.toFloats(examples.test().column("image"));
            long[] masks = TensorData.toLongs(examples.test().column("mask"));
            boolean brightBackground = false;
            for (int i = 0; i < masks.length; i++) {
                assertThat(pixels[i]).isBetween(0f, 1f);
                if (masks[i] > 0) {
                    assertThat(pixels[i]).isGreaterThanOrEqualTo(0.5f);
                }
                brightBackground |= masks[i] == 0 && pixels[i] > 0.6f;
            }
            assertThat(brightBackground).as("clutter").isTrue();
        }
        ScenesSettings clean = new ScenesSettings(null, null, 1, null, 0, 0.0, 30, 30, null, null);
        try (Examples examples = open(clean)) {
            float[] pixels = TensorData.toFloats(examples.test().column("image"));
            long[] masks = TensorData.toLongs(examples.test().column("mask"));
            for (int i = 0; i < masks.length; i++) {
                if (masks[i] == 0) {
                    assertThat(pixels[i]).isLessThan(0.25f);
                }
            }
        }
    }

    @Test
    void theSeedFixesEveryBatchAndAnotherGivesOthers() {
        try (Examples examples = open(SMALL);
                PointerScope scope = new PointerScope()) {
            BatchSource first = examples.training(3, 8, Sample.ALL);
            BatchSource same = examples.training(3, 8, Sample.ALL);
            BatchSource other = examples.training(4, 8, Sample.ALL);
            Batch batch = first.next(null);
            float[] pixels = TensorData.toFloats(batch.value("image"));
            assertThat(TensorData.toFloats(same.next(null).value("image"))).containsExactly(pixels);
            assertThat(TensorData.toFloats(other.next(null).value("image"))).isNotEqualTo(pixels);
            assertThat(TensorData.toFloats(first.next(null).value("image"))).isNotEqualTo(pixels);
        }
    }

    @Test
    void aPaintedImageIsWhatItIs() {
        SceneCanvas.Images images = new SceneCanvas.Images(new float[] {0, 0, 0, 0, 0, 1, 0.3f, 0}, 2, 2);
        SceneCanvas canvas = new SceneCanvas(2, 8, 8);
        canvas.paint(1, images.of(1, SceneCanvas.Part.WHOLE), new SceneCanvas.Box(3, 4, 2), 7);
        int first = 64 + 3 * 8 + 4;
        assertThat(canvas.pixels()[first + 1]).isEqualTo(1);
        assertThat(canvas.pixels()[first + 8]).isEqualTo(0.3f);
        assertThat(canvas.labels()[first + 1]).isEqualTo(7);
        assertThat(canvas.labels()[first + 8]).isEqualTo(Field.UNLABELLED);
        assertThat(Arrays.stream(canvas.labels()).filter(label -> label != 0)).hasSize(2);
    }

    @Test
    void boxesKnowHowMuchTheyOverlap() {
        SceneCanvas.Box box = new SceneCanvas.Box(2, 3, 4);
        assertThat(box.overlap(box)).isEqualTo(1);
        assertThat(box.overlap(new SceneCanvas.Box(4, 5, 8))).isEqualTo(4 / 16.0);
        assertThat(box.overlap(new SceneCanvas.Box(6, 3, 4))).isZero();
        Random random = new Random(1);
        for (int i = 0; i < 100; i++) {
            SceneCanvas.Part part = SceneCanvas.Part.random(0.5, random);
            assertThat(List.of(part.top(), part.left())).allMatch(begin -> begin >= 0 && begin <= 0.5);
        }
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new ScenesSettings(null, List.of(32), null, null, null, null, null, null, null, null))
                .hasMessage("size is [32], expected [height, width], two whole numbers from 8");
        assertThatThrownBy(() ->
                        new ScenesSettings(null, null, null, List.of(0.5, 0.2), null, null, null, null, null, null))
                .hasMessageStartingWith("scale is [0.5, 0.2], expected [smallest, largest]");
        assertThatThrownBy(() -> new ScenesSettings(null, null, null, null, null, 1.5, null, null, null, null))
                .hasMessage("noise is 1.5, expected a number from 0 to 1");
        assertThatThrownBy(() ->
                        new ScenesSettings(null, List.of(512, 512), null, null, null, null, null, 10_000, null, null))
                .hasMessage("test-size is 10000, but of scenes of 512 x 512 pixels there can be at most 8191");
        assertThatThrownBy(() -> new ScenesSettings(null, null, 0, null, null, null, null, null, null, null))
                .hasMessage("objects is 0, expected a whole number from 1 up");
    }
}
