package dev.regimen.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regimen.torch.TensorBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one file in the safetensors format and believes nothing of it: lengths are held against the file's before
 * memory is taken, and the tensors fill the file without gap or overlap.
 */
final class SafetensorsReader {
    private final Path file;
    private final FileChannel channel;
    private final long size;
    private long start;

    SafetensorsReader(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.size = channel.size();
    }

    Safetensors read() throws IOException {
        JsonNode header = header();
        Map<String, String> metadata = metadata(header.path(Safetensors.METADATA));
        Map<String, Safetensors.Entry> entries = new LinkedHashMap<>();
        header.properties().stream()
                .filter(property -> !property.getKey().equals(Safetensors.METADATA))
                .forEach(property -> entries.put(property.getKey(), entry(property.getKey(), property.getValue())));
        Map<String, TensorBytes> tensors = new LinkedHashMap<>();
        long end = 0;
        for (String name : inPlaceOrder(entries)) {
            Safetensors.Entry entry = entries.get(name);
            require(begin(entry) == end, "tensor '" + name + "' begins at " + begin(entry) + ", expected " + end);
            require(
                    end(entry) >= begin(entry) && end(entry) <= size - start,
                    "tensor '" + name + "' ends at " + end(entry) + ", but it begins at " + begin(entry)
                            + " and there are " + (size - start) + " bytes of values");
            tensors.put(name, tensor(name, entry));
            end = end(entry);
        }
        require(end == size - start, "after the last tensor there are " + (size - start - end) + " bytes too many");
        String expected = metadata.remove(Safetensors.CHECKSUM);
        String found = Safetensors.checksum(List.copyOf(tensors.values()));
        require(
                expected == null || expected.equals(found),
                "its values have the check sum " + found + ", not " + expected + ": some of them have changed");
        return new Safetensors(tensors, metadata);
    }

    private JsonNode header() throws IOException {
        require(size >= Long.BYTES, "it has " + size + " bytes, which is not even the header's length");
        long length = bytes(0, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
        require(
                length >= 0 && length <= Safetensors.LONGEST_HEADER,
                "its header is said to have " + Long.toUnsignedString(length) + " bytes, and the most is "
                        + Safetensors.LONGEST_HEADER);
        require(
                length <= size - Long.BYTES,
                "it is cut off: its header has " + length + " bytes, but the file only " + size);
        start = Long.BYTES + length;
        JsonNode header = Json.read(file.toString(), text(bytes(Long.BYTES, (int) length)), JsonNode.class, "");
        require(header.isObject(), "its header is not a JSON object");
        return header;
    }

    private String text(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw damaged("its header is not text in UTF-8");
        }
    }

    private Map<String, String> metadata(JsonNode node) {
        Map<String, String> metadata = new LinkedHashMap<>();
        require(node.isMissingNode() || node.isObject(), "its metadata is not a JSON object");
        node.properties().forEach(property -> {
            require(property.getValue().isTextual(), "metadata '" + property.getKey() + "' is not a text");
            metadata.put(property.getKey(), property.getValue().textValue());
        });
        return metadata;
    }

    private Safetensors.Entry entry(String name, JsonNode node) {
        Safetensors.Entry entry = Json.read(file + ", tensor '" + name + "',", node, Safetensors.Entry.class, "");
        require(
                entry != null && entry.type() != null && entry.shape() != null && entry.place() != null,
                "tensor '" + name + "' lacks its type, shape or place");
        require(
                entry.place().size() == 2 && entry.place().stream().noneMatch(at -> at == null || at < 0),
                "the place of tensor '" + name + "' is not two positions but " + entry.place());
        require(
                entry.shape().stream().noneMatch(axis -> axis == null || axis < 0),
                "tensor '" + name + "' has the shape " + entry.shape());
        return entry;
    }

    private static List<String> inPlaceOrder(Map<String, Safetensors.Entry> entries) {
        return entries.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Safetensors.Entry> entry) -> begin(entry.getValue()))
                        .thenComparing(entry -> end(entry.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private TensorBytes tensor(String name, Safetensors.Entry entry) throws IOException {
        long length = end(entry) - begin(entry);
        require(length <= Integer.MAX_VALUE - Long.BYTES, "tensor '" + name + "' is larger than 2 GB");
        try {
            return new TensorBytes(entry.type(), entry.shape(), bytes(start + begin(entry), (int) length));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw damaged("tensor '" + name + "': " + e.getMessage());
        }
    }

    private static long begin(Safetensors.Entry entry) {
        return entry.place().get(0);
    }

    private static long end(Safetensors.Entry entry) {
        return entry.place().get(1);
    }

    private ByteBuffer bytes(long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            int read = channel.read(bytes, position + bytes.position());
            require(read > 0, "it became shorter while it was read");
        }
        return bytes.flip();
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw damaged(otherwise);
        }
    }

    private RunFolderException damaged(String problem) {
        return new RunFolderException(file + " is not a safetensors file or is damaged: " + problem);
    }
}
