package dev.regimen.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.regimen.data.DataException;
import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.torch.TensorData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {
    private static final Path FASHION = Path.of("/usr/share/datasets/fashion-mnist");
    private static final int[] FOUR = {4};
    private static final int[] IMAGES = {4, 2, 3};

    @TempDir
    private Path folder;

    @Test
    void readsImagesAndLabels() {
        images(IdxFixture.bytes(IMAGES, range(24)));
        labels(IdxFixture.bytes(FOUR, 2, 0, 1, 2));
        try (SourceData data = pair().load(folder)) {
            Dataset examples = data.examples();
            assertThat(examples.fields())
                    .isEqualTo(Map.of("image", Field.real(Shape.of(1, 2, 3)), "label", Field.classes(Shape.of(), 3)));
            float[] pixels = TensorData.toFloats(examples.column("image"));
            for (int i = 0; i < pixels.length; i++) {
                assertThat(pixels[i]).isEqualTo(i / 255f);
            }
            assertThat(TensorData.toLongs(examples.column("label"))).containsExactly(2, 0, 1, 2);
            assertThat(data.test()).isEmpty();
        }
    }

    /** Bytes from 128 are not negative. */
    @Test
    void readsWhiteAsOne() {
        images(IdxFixture.bytes(new int[] {1, 1, 2}, 255, 128));
        labels(IdxFixture.bytes(new int[] {1}, 200));
        try (SourceData data = pair().load(folder)) {
            assertThat(TensorData.toFloats(data.examples().column("image"))).containsExactly(1, 128 / 255f);
            assertThat(TensorData.toLongs(data.examples().column("label"))).containsExactly(200);
        }
    }

    @Test
    void readsTheFilesOfMnistAndKeepsItsTestSplit() {
        IdxFixture.mnist(folder, 30, 20, 10);
        try (SourceData data = Idx.of(".").load(folder)) {
            assertThat(data.examples().size()).isEqualTo(30);
            assertThat(data.test().orElseThrow().size()).isEqualTo(20);
        }
    }

    @Test
    void namesTheClasses() {
        images(IdxFixture.bytes(IMAGES, range(24)));
        labels(IdxFixture.bytes(FOUR, 0, 1, 1, 0));
        Idx named = new Idx(null, "images", "labels", null, null, List.of("shirt", "shoe"));
        try (SourceData data = named.load(folder)) {
            assertThat(data.examples().fields().get("label").classes()).containsExactly("shirt", "shoe");
        }
    }

    @Test
    void refusesAWrongMagicNumber() {
        images(IdxFixture.bytes(FOUR, 1, 2, 3, 4));
        labels(IdxFixture.bytes(FOUR, 0, 1, 1, 0));
        fails(load(), "images: it begins with 0x00000801, expected 0x00000803 (IDX, unsigned bytes, 3 axes)");
    }

    @Test
    void refusesATruncatedFile() {
        labels(IdxFixture.bytes(FOUR, 0, 1, 1, 0));
        byte[] whole = IdxFixture.bytes(IMAGES, range(24));
        images(Arrays.copyOf(whole, whole.length - 5));
        fails(load(), "images: it is cut off: its header says [4, 2, 3], which is 24 bytes, but only 19 follow");
        images(Arrays.copyOf(whole, 9));
        fails(load(), "images: it ends within its header");
        images(new byte[0]);
        fails(load(), "images: it ends within its header");
    }

    @Test
    void refusesTrailingBytes() {
        labels(IdxFixture.bytes(FOUR, 0, 1, 1, 0));
        images(IdxFixture.bytes(IMAGES, range(25)));
        fails(load(), "images: it goes on after the 24 bytes that its header says, [4, 2, 3]; expected its end");
    }

    @Test
    void refusesADamagedGzipFile() {
        labels(IdxFixture.bytes(FOUR, 0, 1, 1, 0));
        byte[] compressed = IdxFixture.gzip(IdxFixture.bytes(IMAGES, range(24)));
        images(Arrays.copyOf(compressed, compressed.length - 6));
        fails(load(), "images: it is damaged or cut off, expected a whole gzip file");
        compressed[compressed.length - 5] ^= 0x55; // in the checksum
        images(compressed);
        fails(load(), "images: it is damaged or cut off, expected a whole gzip file");
    }

    /** Whatever is done to a file: it is read, or refused by a message; never another error, never a crash. */
    @Test
    void survivesDamage() {
        SplittableRandom random = new SplittableRandom(3);
        labels(IdxFixture.bytes(FOUR, 0, 1, 1, 0));
        byte[] plain = IdxFixture.bytes(IMAGES, range(24));
        byte[] compressed = IdxFixture.gzip(plain);
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            byte[] damaged = (i % 2 == 0 ? plain : compressed).clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            images(Arrays.copyOf(damaged, i % 3 == 0 ? random.nextInt(damaged.length + 1) : damaged.length));
            try (SourceData data = pair().load(folder)) {
                assertThat(data.examples().size()).isEqualTo(4);
            } catch (DataException e) {
                refused++;
                assertThat(e).hasMessageContaining("images");
            }
        }
        assertThat(refused).isBetween(100, 399);
    }

    @Test
    void refusesCountsThatDisagree() {
        images(IdxFixture.bytes(IMAGES, range(24)));
        labels(IdxFixture.bytes(new int[] {3}, 0, 1, 1));
        fails(load(), "images: it has 4 images, but " + folder.resolve("labels") + " has 3 labels; expected as many");
    }

    @Test
    void refusesALabelOutOfRange() {
        images(IdxFixture.bytes(IMAGES, range(24)));
        labels(IdxFixture.bytes(FOUR, 0, 1, 7, 0));
        Idx named = new Idx(".", "images", "labels", null, null, List.of("shirt", "shoe"));
        fails(() -> named.load(folder), "labels: label 3 is 7, expected a class from 0 to 1");
    }

    @Test
    void refusesATestSplitOfAnotherSize() {
        images(IdxFixture.bytes(IMAGES, range(24)));
        labels(IdxFixture.bytes(FOUR, 0, 1, 1, 0));
        IdxFixture.write(folder.resolve("test"), IdxFixture.bytes(new int[] {4, 3, 2}, range(24)));
        Idx idx = new Idx(".", "images", "labels", Optional.of("test"), Optional.of("labels"), null);
        assertThatThrownBy(() -> idx.load(folder))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the test data have")
                .hasMessageContaining("[1, 3, 2]")
                .hasMessageContaining("[1, 2, 3]");
    }

    @Test
    void refusesHeadersThatPromiseTooMuch() {
        labels(IdxFixture.bytes(FOUR, 0, 1, 1, 0));
        images(IdxFixture.bytes(new int[] {-1, -1, -1}));
        fails(load(), "images: its header says [4294967295, 4294967295, 4294967295], which is more than 2 GB");
        images(IdxFixture.bytes(new int[] {4, 0, 3}));
        fails(load(), "images: axis 2 of 3 has the size 0");
    }

    @Test
    void saysWhichFileIsMissing() {
        images(IdxFixture.bytes(IMAGES, range(24)));
        IdxFixture.write(folder.resolve("lables"), new byte[0]);
        fails(load(), "labels does not exist; did you mean 'lables'?");
        Path nowhere = folder.resolve("nowhere");
        fails(
                () -> Idx.of("nowhere").load(folder),
                nowhere + "/train-labels-idx1-ubyte does not exist, and neither does the folder " + nowhere);
    }

    @Test
    void refusesHalfOfAPair() {
        assertThatThrownBy(() -> new Idx(null, "images", null, null, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("idx has images: images, labels: null, test-images: null, test-labels: null,"
                        + " expected none of them, the first two, or all four");
        assertThatThrownBy(() -> new Idx(null, "images", "labels", Optional.of("more"), null, null))
                .hasMessageContaining("test-images: more");
    }

    /** Debian's package dataset-fashion-mnist. */
    @Test
    void readsFashionMnist() {
        assumeTrue(Files.isDirectory(FASHION), "Fashion-MNIST is not installed");
        try (SourceData data = Idx.of(FASHION.toString()).load(Path.of(""))) {
            assertThat(data.examples().size()).isEqualTo(60_000);
            assertThat(data.examples().fields())
                    .isEqualTo(
                            Map.of("image", Field.real(Shape.of(1, 28, 28)), "label", Field.classes(Shape.of(), 10)));
            Dataset test = data.test().orElseThrow();
            assertThat(test.size()).isEqualTo(10_000);
            long[] counts = new long[10];
            for (long label : TensorData.toLongs(test.column("label"))) {
                counts[(int) label]++;
            }
            assertThat(counts).containsOnly(1_000);
        }
    }

    private void images(byte[] content) {
        IdxFixture.write(folder.resolve("images"), content);
    }

    private void labels(byte[] content) {
        IdxFixture.write(folder.resolve("labels"), content);
    }

    private static Idx pair() {
        return new Idx(".", "images", "labels", null, null, null);
    }

    private ThrowingCallable load() {
        return () -> pair().load(folder);
    }

    private static void fails(ThrowingCallable load, String message) {
        assertThatThrownBy(load).isInstanceOf(DataException.class).hasMessageContaining(message);
    }

    private static int[] range(int count) {
        return java.util.stream.IntStream.range(0, count).toArray();
    }
}
