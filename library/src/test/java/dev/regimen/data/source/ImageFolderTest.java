package dev.regimen.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.data.DataException;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.torch.TensorData;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    @TempDir
    private Path root;

    @Test
    void readsColoursAndClasses() {
        write("cats/a.png", image(BufferedImage.TYPE_INT_RGB, 2, 3, (y, x) -> 0xff0000));
        write("dogs/a.png", image(BufferedImage.TYPE_INT_RGB, 2, 3, (y, x) -> y == 1 && x == 2 ? 0x0000ff : 0x003300));
        write(".hidden/a.png", image(BufferedImage.TYPE_INT_RGB, 2, 3, (y, x) -> 0));
        text("cats/.DS_Store", "hidden");
        text("readme.txt", "beside the class folders");
        try (SourceData data = folder(null, List.of()).load(root)) {
            Dataset examples = data.examples();
            assertThat(examples.fields())
                    .isEqualTo(Map.of(
                            "image", Field.real(Shape.of(3, 2, 3)),
                            "label", Field.classes(Shape.of(), List.of("cats", "dogs"))));
            assertThat(TensorData.toLongs(examples.column("label"))).containsExactly(0, 1);
            assertThat(TensorData.toFloats(examples.column("image")))
                    .containsExactly(
                            1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // a cat: red
                            0, 0, 0, 0, 0, 0, 0.2f, 0.2f, 0.2f, 0.2f, 0.2f, 0, 0, 0, 0, 0, 0, 1);
        }
    }

    @Test
    void readsBrightness() {
        write("a/red.png", image(BufferedImage.TYPE_INT_RGB, 1, 1, (y, x) -> 0xff0000));
        write("b/white.png", image(BufferedImage.TYPE_INT_RGB, 1, 1, (y, x) -> 0xffffff));
        try (SourceData data = folder(Colours.GREY, List.of()).load(root)) {
            assertThat(TensorData.toFloats(data.examples().column("image"))).containsExactly(0.299f, 1);
        }
    }

    /** The JDK's own conversion would give 188 for 128. */
    @Test
    void keepsGreyLevelsAsTheyAre() {
        for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY}) {
            int largest = type == BufferedImage.TYPE_BYTE_GRAY ? 255 : 65_535;
            BufferedImage grey = new BufferedImage(2, 1, type);
            grey.getRaster().setSample(0, 0, 0, 128);
            grey.getRaster().setSample(1, 0, 0, largest);
            write("a/1.png", grey);
            write("b/1.png", grey);
            for (Colours colours : Colours.values()) {
                try (SourceData data = folder(colours, List.of()).load(root)) {
                    float[] pixels = TensorData.toFloats(data.examples().column("image"));
                    for (int i = 0; i < pixels.length; i++) {
                        assertThat(pixels[i]).isEqualTo(i % 2 == 0 ? 128f / largest : 1);
                    }
                }
            }
        }
    }

    @Test
    void putsWhatIsTransparentOnWhite() {
        write("a/1.png", image(BufferedImage.TYPE_INT_ARGB, 1, 1, (y, x) -> 0x00000000));
        write("b/1.png", image(BufferedImage.TYPE_INT_ARGB, 1, 1, (y, x) -> 0xff000000));
        try (SourceData data = folder(Colours.GREY, List.of()).load(root)) {
            assertThat(TensorData.toFloats(data.examples().column("image"))).containsExactly(1, 0);
        }
    }

    @Test
    void readsJpeg() {
        write("a/1.jpg", image(BufferedImage.TYPE_INT_RGB, 8, 8, (y, x) -> 0x808080));
        write("b/1.JPEG", image(BufferedImage.TYPE_INT_RGB, 8, 8, (y, x) -> 0xffffff));
        try (SourceData data = folder(Colours.GREY, List.of()).load(root)) {
            float[] pixels = TensorData.toFloats(data.examples().column("image"));
            assertThat(pixels[0]).isCloseTo(128 / 255f, within(0.01f));
            assertThat(pixels[64]).isCloseTo(1, within(0.01f));
        }
    }

    @Test
    void scalesToOneSize() {
        write("a/large.png", image(BufferedImage.TYPE_INT_RGB, 8, 8, (y, x) -> x < 4 ? 0 : 0xffffff));
        write("b/small.png", image(BufferedImage.TYPE_INT_RGB, 1, 1, (y, x) -> 0xffffff));
        try (SourceData data = folder(Colours.GREY, List.of(2, 4)).load(root)) {
            assertThat(data.examples().fields().get("image").shape()).isEqualTo(Shape.of(1, 2, 4));
            float[] pixels = TensorData.toFloats(data.examples().column("image"));
            for (int row = 0; row < 2; row++) {
                assertThat(pixels[4 * row]).isCloseTo(0, within(1e-6f));
                assertThat(pixels[4 * row + 1]).isBetween(0f, 0.2f);
                assertThat(pixels[4 * row + 2]).isBetween(0.8f, 1f);
                assertThat(pixels[4 * row + 3]).isCloseTo(1, within(1e-6f));
            }
            assertThat(Arrays.copyOfRange(pixels, 8, 16)).containsOnly(1f);
        }
    }

    @Test
    void keepsTestImagesApart() {
        classes("training", 2, 3);
        write("test/c1/x.png", image(BufferedImage.TYPE_INT_RGB, 2, 3, (y, x) -> 0xffffff));
        ImageFolder source = new ImageFolder("training", Optional.of("test"), Colours.GREY, null);
        try (SourceData data = source.load(root)) {
            Dataset test = data.test().orElseThrow();
            assertThat(data.examples().size()).isEqualTo(4);
            assertThat(TensorData.toLongs(test.column("label"))).containsExactly(1);
        }
        write("test/c3/x.png", image(BufferedImage.TYPE_INT_RGB, 2, 3, (y, x) -> 0xffffff));
        fails(source, "test: unknown class folder 'c3'; known are: c0, c1");
    }

    @Test
    void readsNewImages() {
        classes(".", 2, 3);
        write("new.png", image(BufferedImage.TYPE_INT_RGB, 4, 6, (y, x) -> 0xffffff));
        try (SourceData data = folder(Colours.GREY, List.of()).load(root);
                Dataset inputs = data.reader().read(List.of(root.resolve("new.png")))) {
            assertThat(inputs.fields()).isEqualTo(Map.of("image", Field.real(Shape.of(1, 2, 3))));
            assertThat(TensorData.toFloats(inputs.column("image"))).containsOnly(1f);
            assertThatThrownBy(() -> data.reader().read(List.of(root.resolve("now.png"))))
                    .isInstanceOf(DataException.class)
                    .hasMessage(root.resolve("now.png") + " does not exist; did you mean 'new.png'?");
            assertThatThrownBy(() -> data.reader().read(List.of())).hasMessage("there are no images to read");
        }
    }

    @Test
    void refusesDifferentSizes() {
        classes(".", 2, 3);
        write("c1/x.png", image(BufferedImage.TYPE_INT_RGB, 5, 4, (y, x) -> 0));
        fails(
                folder(null, List.of()),
                root.resolve("c1/x.png") + ": it has 5x4 pixels (height x width), but " + root.resolve("c0/0.png")
                        + " has 2x3; expected one size, or the setting size: [height, width], to which all are scaled");
    }

    @Test
    void refusesWhatIsNoImage() {
        classes(".", 2, 3);
        text("c1/notes.txt", "not an image");
        fails(
                folder(null, List.of()),
                root.resolve("c1/notes.txt") + ": it is not an image of a known format, expected PNG or JPEG");
    }

    /** Whatever is done to an image: it is read, or refused by a message. */
    @Test
    void survivesDamage() throws IOException {
        SplittableRandom random = new SplittableRandom(4);
        classes(".", 10, 10);
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            String format = i % 2 == 0 ? "png" : "jpg";
            byte[] bytes = encode(image(BufferedImage.TYPE_INT_RGB, 10, 10, (y, x) -> 9_999 * (x + y)), format);
            for (int damage = 0; damage < 3; damage++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            int length = i % 3 == 0 ? random.nextInt(bytes.length) : bytes.length;
            Files.write(root.resolve("c1/damaged"), Arrays.copyOf(bytes, length));
            try (SourceData data = folder(null, List.of(10, 10)).load(root)) {
                assertThat(data.examples().size()).isEqualTo(5);
            } catch (DataException e) {
                refused++;
                assertThat(e).hasMessageContaining("damaged");
            }
        }
        assertThat(refused).isBetween(50, 299);
    }

    @Test
    void refusesFoldersWithoutImages() throws IOException {
        fails(folder(null, List.of()), root + " has the class folders [], expected at least two");
        classes(".", 2, 3);
        Files.createDirectory(root.resolve("empty"));
        fails(folder(null, List.of()), root.resolve("empty") + " is a class folder without images");
        fails(new ImageFolder("non", null, null, null), root.resolve("non") + " does not exist");
        text("file", "");
        fails(new ImageFolder("file", null, null, null), root.resolve("file") + " is not a folder");
    }

    @Test
    void refusesSettingsThatMakeNoSense() {
        assertThatThrownBy(() -> new ImageFolder(null, null, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("image-folder needs 'folder', a folder with a folder for every class");
        assertThatThrownBy(() -> new ImageFolder("x", null, null, List.of(1, 2, 3)))
                .hasMessage("'size' of image-folder is [1, 2, 3], expected [height, width], two whole numbers from 1");
        assertThatThrownBy(() -> new ImageFolder("x", null, null, List.of(0, 2)))
                .hasMessageContaining("is [0, 2], expected");
    }

    private static ImageFolder folder(Colours colours, List<Integer> size) {
        return new ImageFolder(".", null, colours, size);
    }

    /** Two classes of two black images each. */
    private void classes(String folder, int height, int width) {
        for (String name : List.of("c0/0.png", "c0/1.png", "c1/0.png", "c1/1.png")) {
            write(folder + "/" + name, image(BufferedImage.TYPE_INT_RGB, height, width, (y, x) -> 0));
        }
    }

    private static BufferedImage image(int type, int height, int width, IntBinaryOperator colour) {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, colour.applyAsInt(y, x));
            }
        }
        return image;
    }

    private void write(String name, BufferedImage image) {
        store(name, encode(image, name.endsWith("png") ? "png" : "jpg"));
    }

    private void text(String name, String text) {
        store(name, text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private void store(String name, byte[] content) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encode(BufferedImage image, String format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            assertThat(ImageIO.write(image, format, bytes)).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void fails(ImageFolder source, String message) {
        assertThatThrownBy(() -> source.load(root))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }
}
