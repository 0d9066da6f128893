import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** A work's settings, and its arrays. */
record WorkFiles(Path folder, JsonObject settings) {
    WorkFiles(Path folder) {
        this(folder, JsonParser.parseString(new String(bytes(folder.resolve("work.json")))).getAsJsonObject());
    }

    String net() {
        return settings.get("net").getAsString();
    }

    int batch() {
        return settings.get("batch").getAsInt();
    }

    int epochs() {
        return settings.get("epochs").getAsInt();
    }

    int members() {
        return settings.get("members").getAsInt();
    }

    int calls() {
        return settings.get("calls").getAsInt();
    }

    /** Whether nothing is trained. */
    boolean predicts() {
        return Set.of("predict", "start").contains(settings.get("kind").getAsString());
    }

    int threads() {
        return settings.get("threads").getAsInt();
    }

    double rate() {
        return settings.get("rate").getAsDouble();
    }

    Shape shape() {
        JsonArray sizes = settings.getAsJsonObject("data").getAsJsonArray("shape");
        long[] shape = new long[sizes.size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = sizes.get(i).getAsLong();
        }
        return new Shape(shape);
    }

    NDArray inputs(NDManager manager, String part) {
        ByteBuffer bytes = little(part + "-input.f32");
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return manager.create(values, new Shape(values.length / shape().size()).addAll(shape()));
    }

    NDArray labels(NDManager manager, String part) {
        ByteBuffer bytes = little(part + "-label.i64");
        long[] values = new long[bytes.remaining() / Long.BYTES];
        bytes.asLongBuffer().get(values);
        return manager.create(values);
    }

    private ByteBuffer little(String file) {
        return ByteBuffer.wrap(bytes(folder.resolve(file))).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
