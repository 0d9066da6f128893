package dev.regimen.data.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Small IDX files. */
public final class IdxFixture {
    private IdxFixture() {}

    /** The bytes of such a file of unsigned bytes. */
    static byte[] bytes(int[] shape, int... values) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * shape.length + values.length);
        buffer.putInt(0x0800 | shape.length);
        for (int size : shape) {
            buffer.putInt(size);
        }
        for (int value : values) {
            buffer.put((byte) value);
        }
        return buffer.array();
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The four files of MNIST with images of one row and two pixels; each image and its label are the same number. */
    public static void mnist(Path folder, int training, int test, int classes) {
        pair(folder, "train", training, classes);
        pair(folder, "t10k", test, classes);
    }

    private static void pair(Path folder, String name, int count, int classes) {
        int[] pixels = new int[2 * count];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % classes;
            pixels[2 * i] = labels[i];
            pixels[2 * i + 1] = 255;
        }
        write(folder.resolve(name + "-images-idx3-ubyte"), bytes(new int[] {count, 1, 2}, pixels));
        write(folder.resolve(name + "-labels-idx1-ubyte.gz"), gzip(bytes(new int[] {count}, labels)));
    }
}
