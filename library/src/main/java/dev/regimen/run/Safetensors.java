package dev.regimen.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.regimen.torch.TensorBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The safetensors format, version 0: eight bytes with the header's length (little-endian), a header in JSON with each
 * tensor's type, shape and place, then the values in row-major order and little-endian, which is the byte order of all
 * platforms that libtorch has natives for. Files that others wrote can be read and the other way round.
 *
 * @param tensors by name
 * @param metadata texts by name, kept in the same file
 * @see <a href="https://github.com/huggingface/safetensors#format">the format</a>
 */
public record Safetensors(Map<String, TensorBytes> tensors, Map<String, String> metadata) {
    static final String METADATA = "__metadata__";
    /**
     * The metadata that hold the check sum of all values (CRC-32C, in hexadecimal figures), in the order of their
     * places.
     */
    static final String CHECKSUM = "crc32c";
    /** The limit of the format's own library. */
    static final int LONGEST_HEADER = 100_000_000;
    /** So that values begin at a multiple of every element's size and can be used where they lie. */
    private static final int ALIGNMENT = 8;

    /** @throws IllegalArgumentException if a tensor, or a text, has a name that is used for something else */
    public Safetensors {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        if (tensors.containsKey(METADATA)) {
            throw new IllegalArgumentException("a tensor cannot be called '" + METADATA + "'");
        }
        if (metadata.containsKey(CHECKSUM)) {
            throw new IllegalArgumentException("metadata cannot be called '" + CHECKSUM + "'");
        }
    }

    /**
     * Reads a file.
     *
     * @throws RunFolderException if it is not such a file or is damaged; the message says what was found
     * @throws StorageException if it cannot be read
     */
    public static Safetensors read(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            return new SafetensorsReader(file, channel).read();
        } catch (IOException e) {
            throw StorageException.of("read", file, e);
        }
    }

    /**
     * Replaces the file as a whole.
     *
     * @throws StorageException if it cannot be written; what was there is then still there
     */
    public void write(Path file) {
        AtomicFile.write(file, encoded());
    }

    private List<ByteBuffer> encoded() {
        Map<String, Object> entries = new LinkedHashMap<>();
        Map<String, String> texts = new LinkedHashMap<>(metadata);
        texts.put(CHECKSUM, checksum(aligned().stream().map(Map.Entry::getValue).toList()));
        entries.put(METADATA, texts);
        List<ByteBuffer> parts = new ArrayList<>();
        long begin = 0;
        for (Map.Entry<String, TensorBytes> tensor : aligned()) {
            TensorBytes value = tensor.getValue();
            long end = begin + value.data().remaining();
            entries.put(tensor.getKey(), new Entry(value.type(), value.shape(), List.of(begin, end)));
            parts.add(value.data());
            begin = end;
        }
        parts.add(0, header(Json.tree(entries)));
        return parts;
    }

    /** So that a byte that has changed is not taken for what was learned. */
    static String checksum(List<TensorBytes> values) {
        CRC32C sum = new CRC32C();
        values.forEach(value -> sum.update(value.data().duplicate()));
        return Long.toHexString(sum.getValue());
    }

    /** Large elements first, so that each stands at a multiple of its size. */
    private List<Map.Entry<String, TensorBytes>> aligned() {
        List<Map.Entry<String, TensorBytes>> entries = new ArrayList<>(tensors.entrySet());
        entries.sort(Comparator.comparing(entry -> -entry.getValue().elementSize()));
        return entries;
    }

    private static ByteBuffer header(JsonNode entries) {
        byte[] text = Json.line(entries).getBytes(StandardCharsets.UTF_8);
        int length = (text.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        ByteBuffer header = ByteBuffer.allocate(Long.BYTES + length).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(length).put(text);
        while (header.hasRemaining()) {
            header.put((byte) ' ');
        }
        return header.flip();
    }

    /** What the header says about a tensor. */
    record Entry(
            @JsonProperty("dtype") String type,
            @JsonProperty("shape") List<Long> shape,
            @JsonProperty("data_offsets") List<Long> place) {}
}
