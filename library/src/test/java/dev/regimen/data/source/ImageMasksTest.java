package dev.regimen.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.data.DataException;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.task.Examples;
import dev.regimen.task.SegmentationSettings;
import dev.regimen.torch.TensorData;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageMasksTest {
    @TempDir
    private Path root;

    @BeforeEach
    void two() {
        image("images/a.png", 2, 3);
        image("images/b.jpg", 2, 3);
        mask("masks/a.png", 2, 3, (y, x) -> x == 0 ? 0 : 7);
        mask("masks/b.png", 2, 3, (y, x) -> y == 0 ? 0 : x == 2 ? 255 : 7);
    }

    private static ImageMasks source(Map<String, Integer> classes, Integer ignore, List<Integer> size) {
        return new ImageMasks("images", "masks", null, null, Colours.GREY, size, classes, Optional.ofNullable(ignore));
    }

    private static Map<String, Integer> named(Object... namesAndValues) {
        Map<String, Integer> classes = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            classes.put((String) namesAndValues[i], (Integer) namesAndValues[i + 1]);
        }
        return classes;
    }

    @Test
    void everyValueThatOccursIsAClassUnlessTheyAreNamed() {
        try (SourceData data = source(null, null, null).load(root)) {
            assertThat(data.examples().fields().get("image")).isEqualTo(Field.real(Shape.of(1, 2, 3)));
            assertThat(data.examples().fields().get("mask"))
                    .isEqualTo(Field.classes(Shape.of(2, 3), List.of("0", "7", "255")));
            assertThat(TensorData.toLongs(data.examples().column("mask")))
                    .containsExactly(0, 1, 1, 0, 1, 1, 0, 0, 0, 1, 1, 2);
        }
        try (SourceData data = source(named("cat", 7, "street", 0), 255, null).load(root)) {
            assertThat(data.examples().fields().get("mask"))
                    .isEqualTo(Field.classes(Shape.of(2, 3), List.of("cat", "street"))
                            .withGaps());
            assertThat(TensorData.toLongs(data.examples().column("mask")))
                    .containsExactly(1, 0, 0, 1, 0, 0, 1, 1, 1, 0, 0, Field.UNLABELLED);
        }
    }

    @Test
    void aPaletteIsReadByItsPlacesNotItsColours() {
        byte[] red = {0, (byte) 200, 17};
        BufferedImage palette =
                new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 3, red, red, red));
        palette.getRaster().setSample(1, 1, 0, 2);
        write("masks/a.png", palette);
        mask("masks/b.png", 2, 3, (y, x) -> 1);
        try (SourceData data = source(null, null, null).load(root)) {
            assertThat(data.examples().fields().get("mask").classes()).containsExactly("0", "1", "2");
            assertThat(TensorData.toLongs(data.examples().column("mask")))
                    .startsWith(0, 0, 0, 0, 2, 0)
                    .endsWith(1, 1, 1, 1, 1, 1);
        }
    }

    @Test
    void masksAreScaledToTheNearestPixel() {
        try (SourceData data = source(null, 255, List.of(4, 6)).load(root)) {
            assertThat(data.examples().fields().get("mask").shape()).isEqualTo(Shape.of(4, 6));
            assertThat(TensorData.toLongs(data.examples().column("mask")))
                    .startsWith(0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1)
                    .endsWith(1, 1, 1, 1, -1, -1);
        }
    }

    @Test
    void aTaskOfThemIsDividedAndReadsNewImages() {
        for (int i = 0; i < 8; i++) {
            image("images/more" + i + ".png", 2, 3);
            mask("masks/more" + i + ".png", 2, 3, (y, x) -> 7);
        }
        SegmentationSettings settings = new SegmentationSettings(source(null, 255, null), null, null, null);
        try (Examples examples = settings.open(root);
                var inputs = examples.read(List.of(root.resolve("images/a.png")))) {
            assertThat(examples.fields().get("mask").gaps()).isTrue();
            assertThat(examples.validation().size() + examples.test().size()).isBetween(2L, 6L);
            assertThat(inputs.size()).isEqualTo(1);
        }
        assertThatThrownBy(() -> new SegmentationSettings(new EmbeddedDigits(), null, null, null).open(root))
                .hasMessageStartingWith("segmentation needs a class for every pixel, 'mask', but the data have")
                .hasMessageEndingWith("image-masks has them");
    }

    @Test
    void anUnknownValueIsToldWithItsPlace() {
        fails(
                source(named("cat", 7, "street", 0), null, null),
                "masks/b.png: the pixel in row 2, column 3 has the value 255, expected one of the classes"
                        + " {cat=7, street=0}");
    }

    @Test
    void masksThatDoNotMatchTheirImagesAreRefused() throws IOException {
        mask("masks/b.png", 3, 3, (y, x) -> 0);
        fails(source(null, null, null), "b.png: it has 3x3 pixels (height x width), but its image b.jpg has 2x3");
        Files.delete(root.resolve("masks/b.png"));
        fails(source(null, null, null), "b.jpg has no mask in " + root.resolve("masks"));
        Files.delete(root.resolve("images/b.jpg"));
        mask("masks/street.png", 2, 3, (y, x) -> 0);
        fails(source(null, null, null), "street.png has no image in " + root.resolve("images"));
        image("images/streets.jpg", 2, 3);
        fails(
                source(null, null, null),
                "streets.jpg has no mask in " + root.resolve("masks") + "; did you mean 'street.png'?");
        Files.delete(root.resolve("masks/street.png"));
        Files.delete(root.resolve("images/streets.jpg"));
        image("masks/a.jpg", 2, 3);
        fails(source(null, null, null), "a.jpg and a.png have the same name but for its ending");
    }

    @Test
    void whatIsNoMaskIsRefused() {
        image("masks/a.png", 2, 3);
        fails(source(null, null, null), "a.png: it is an image in colours, expected a mask: grey, or with a palette");
        mask("masks/a.png", 2, 3, (y, x) -> 7);
        mask("masks/b.png", 2, 3, (y, x) -> 7);
        fails(source(null, null, null), "all masks together have the values [7], expected at least two classes");
        fails(new ImageMasks("images", "mask", null, null, null, null, null, null), "mask does not exist");
        assertThatThrownBy(() -> new ImageMasks("images", null, null, null, null, null, null, null))
                .hasMessageStartingWith("image-masks needs 'images' and 'masks', two folders");
        assertThatThrownBy(() -> source(named("cat", 1, "void", 255), 255, null))
                .hasMessageContaining("which stands for one of the classes");
        assertThatThrownBy(() -> source(named("cat", 1, "dog", 1), null, null))
                .hasMessageEndingWith("expected at least two names, each with a value of its own");
    }

    private void fails(ImageMasks source, String message) {
        assertThatThrownBy(() -> source.load(root).close())
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }

    private void image(String name, int height, int width) {
        write(name, new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
    }

    private void mask(String name, int height, int width, IntBinaryOperator value) {
        BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                mask.getRaster().setSample(x, y, 0, value.applyAsInt(y, x));
            }
        }
        write(name, mask);
    }

    private void write(String name, BufferedImage image) {
        try {
            Path path = root.resolve(name);
            Files.createDirectories(path.getParent());
            ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
