package dev.regimen.data.source;

import dev.regimen.data.DataException;
import dev.regimen.torch.TensorBytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/**
 * Reads files in the IDX format of MNIST: a magic number (two zero bytes, the type, the number of axes), the size of
 * every axis as a big-endian 32-bit number, the values in row-major order. Only unsigned bytes are read.
 */
final class IdxReader {
    private static final int UNSIGNED_BYTES = 0x08;

    private IdxReader() {}

    /**
     * Reads a file as unsigned bytes.
     *
     * @param axes how many axes are expected
     * @throws DataException if it is not such a file, is cut off, or goes on after its end
     */
    static TensorBytes read(InputFile file, int axes) {
        try (InputStream content = file.open()) {
            List<Long> shape = shape(file, content, axes);
            int size = size(file, shape);
            byte[] values = content.readNBytes(size);
            if (values.length < size) {
                throw file.error("it is cut off: its header says " + shape + ", which is " + size + " bytes, but only "
                        + values.length + " follow");
            }
            if (content.read() >= 0) {
                throw file.error("it goes on after the " + size + " bytes that its header says, " + shape
                        + "; expected its end");
            }
            return new TensorBytes("U8", shape, ByteBuffer.wrap(values));
        } catch (ZipException | EOFException e) {
            throw new DataException(file.path() + ": it is damaged or cut off, expected a whole gzip file", e);
        } catch (IOException e) {
            throw file.error(e);
        }
    }

    private static List<Long> shape(InputFile file, InputStream content, int axes) throws IOException {
        int expected = UNSIGNED_BYTES << 8 | axes;
        int found = integer(file, content);
        if (found != expected) {
            throw file.error(String.format(
                    "it begins with 0x%08X, expected 0x%08X (IDX, unsigned bytes, %d axes)", found, expected, axes));
        }
        List<Long> shape = new ArrayList<>();
        for (int axis = 0; axis < axes; axis++) {
            long size = Integer.toUnsignedLong(integer(file, content));
            if (size == 0) {
                throw file.error("axis " + (axis + 1) + " of " + axes + " has the size 0");
            }
            shape.add(size);
        }
        return shape;
    }

    private static int integer(InputFile file, InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(Integer.BYTES);
        if (bytes.length < Integer.BYTES) {
            throw file.error("it ends within its header");
        }
        return ByteBuffer.wrap(bytes).getInt();
    }

    private static int size(InputFile file, List<Long> shape) {
        try {
            return Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
        } catch (ArithmeticException e) {
            throw new DataException(
                    file.path() + ": its header says " + shape + ", which is more than 2 GB; the file is damaged"
                            + " or not meant for this",
                    e);
        }
    }
}
