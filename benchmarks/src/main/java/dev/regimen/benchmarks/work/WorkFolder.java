package dev.regimen.benchmarks.work;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.regimen.data.Field;
import dev.regimen.torch.TensorData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;

/**
 * A work as files that both sides read: {@code work.json}, and for {@code train} and {@code test}, and of the
 * comparison {@code validation}, too, the inputs as little-endian float32 and the labels as int64.
 */
public record WorkFolder(Path path) {
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** Writes a work with examples that are the same every time. */
    public static WorkFolder write(Path parent, Work work) {
        WorkFolder folder = new WorkFolder(parent.resolve(work.name()));
        try {
            Files.createDirectories(folder.path);
            Drawn.of(work).forEach(folder::write);
            Files.writeString(folder.path.resolve("work.json"), JSON.writeValueAsString(work));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("the work " + work.name() + " cannot be written", e);
        }
    }

    /** Its settings. */
    public Work work() {
        try {
            return JSON.readValue(path.resolve("work.json").toFile(), Work.class);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " is not the folder of a work", e);
        }
    }

    /** {@code [size, …]}, of {@code train} or {@code test}. */
    public Tensor inputs(String part) {
        ByteBuffer bytes = read(part + "-input.f32");
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return TensorData.floats(values, shape(work().data().shape(), values.length));
    }

    /** {@code [size]} or {@code [size, height, width]}, with {@link Field#UNLABELLED} for none. */
    public Tensor labels(String part) {
        ByteBuffer bytes = read(part + "-label.i64");
        long[] values = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(values);
        return TensorData.longs(values, shape(work().data().labels(), values.length));
    }

    private static long[] shape(List<Long> one, int numbers) {
        long each = one.stream().reduce(1L, (a, b) -> a * b);
        return LongStream.concat(LongStream.of(numbers / each), one.stream().mapToLong(Long::longValue))
                .toArray();
    }

    private void write(String part, Drawn drawn) {
        byte[] inputs = new byte[drawn.inputs().length * Float.BYTES];
        little(inputs).asFloatBuffer().put(drawn.inputs());
        byte[] labels = new byte[drawn.labels().length * Long.BYTES];
        little(labels).asLongBuffer().put(drawn.labels());
        try {
            Files.write(path.resolve(part + "-input.f32"), inputs);
            Files.write(path.resolve(part + "-label.i64"), labels);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private ByteBuffer read(String file) {
        try {
            return little(Files.readAllBytes(path.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
