package dev.regimen.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.torch.TensorBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("some.safetensors");
    }

    @Test
    void readsWhatItWrote() {
        example().write(file);
        Safetensors read = Safetensors.read(file);
        assertThat(read.metadata()).isEqualTo(example().metadata());
        assertThat(read.tensors()).isEqualTo(example().tensors());
    }

    @Test
    void readsWhatItWroteWhenThereIsNothing() {
        new Safetensors(Map.of(), Map.of()).write(file);
        assertThat(Safetensors.read(file)).isEqualTo(new Safetensors(Map.of(), Map.of()));
    }

    /** As the format's own library wrote it: no metadata, header padded by spaces. What is written has a check sum. */
    @Test
    void readsAndWritesTheFormatToTheByte() throws IOException {
        String x = "\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
        Files.write(file, bytes("{" + x + "  "));
        Safetensors read = Safetensors.read(file);
        assertThat(read.tensors()).containsOnlyKeys("x");
        assertThat(read.tensors().get("x").data().order(ByteOrder.LITTLE_ENDIAN).getFloat(4))
                .isEqualTo(-2);
        read.write(file);
        assertThat(Files.readAllBytes(file))
                .isEqualTo(bytes("{\"__metadata__\":{\"crc32c\":\"aa36f2c9\"}," + x + "     "));
        assertThat(Safetensors.read(file)).isEqualTo(read);
    }

    private static byte[] bytes(String header) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + header.length() + 8).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(header.length()).put(header.getBytes(StandardCharsets.UTF_8));
        return bytes.putFloat(1).putFloat(-2).array();
    }

    @Test
    void valuesThatHaveChangedAreNotTakenForThoseThatWereWritten() throws IOException {
        example().write(file);
        byte[] changed = Files.readAllBytes(file);
        changed[changed.length - 1] ^= 1;
        Files.write(file, changed);
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(RunFolderException.class)
                .hasMessageContaining("damaged: its values have the check sum")
                .hasMessageContaining("some of them have changed");
        assertThatThrownBy(() -> new Safetensors(Map.of(), Map.of("crc32c", "1")))
                .hasMessage("metadata cannot be called 'crc32c'");
    }

    @Test
    void putsEveryTensorAtAMultipleOfItsElementsSize() throws IOException {
        example().write(file);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        long header = bytes.getLong(0);
        assertThat(header % 8).isZero();
        // The odd number of bytes stands last although it was given first.
        assertThat(Safetensors.read(file).tensors().keySet()).containsExactly("count", "weights", "none", "mask");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"x":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}     | 4 | 'x': 4 bytes do not fill a tensor of F32 [2]
            {"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}     | 5 | after the last tensor there are 1 bytes too many
            {"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}     | 8 | tensor 'x' begins at 4, expected 0
            {"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}     | 3 | tensor 'x' ends at 4, but it begins at 0 and there are 3
            {"x":{"dtype":"F32","shape":[1],"data_offsets":[0,-4]}}    | 4 | is not two positions but [0, -4]
            {"x":{"dtype":"F32","shape":[1],"data_offsets":[0]}}       | 4 | is not two positions but [0]
            {"x":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}    | 4 | has the shape [-1]
            {"x":{"dtype":"C64","shape":[1],"data_offsets":[0,8]}}     | 8 | tensors of type 'C64' are not known
            {"x":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}} | 4 | tensor 'x'
            {"x":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}   | 4 | tensor 'x'
            {"x":{"dtype":"F32","shape":[1]}}                          | 4 | tensor 'x'
            {"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"y":1}} | 4 | unknown key 'y'
            {"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}} | 6 | tensor 'y' begins at 2, expected 4
            {"x":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"x":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}} | 2 | Duplicate field 'x'
            {"__metadata__":{"a":1}}                                   | 0 | metadata 'a' is not a text
            {"__metadata__":[]}                                        | 0 | metadata is not a JSON object
            {"x":null}                                                 | 0 | there is nothing, or null
            []                                                         | 0 | its header is not a JSON object
            {"x"                                                       | 0 | Unexpected end-of-input
            """)
    void saysWhatIsWrong(String header, int bytes, String problem) throws IOException {
        Files.write(file, file(header.getBytes(StandardCharsets.UTF_8), bytes));
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(RunFolderException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(problem);
    }

    @Test
    void saysThatAFileIsCutOff() throws IOException {
        example().write(file);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 3) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Safetensors.read(file))
                    .as("%d of %d bytes", length, whole.length)
                    .isInstanceOf(RunFolderException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void takesNoMemoryForAHeaderThatIsSaidToBeLong() throws IOException {
        for (long length : List.of(100_000_001L, Long.MAX_VALUE, Long.MIN_VALUE, -1L)) {
            Files.write(
                    file,
                    ByteBuffer.allocate(16)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(length)
                            .array());
            assertThatThrownBy(() -> Safetensors.read(file))
                    .isInstanceOf(RunFolderException.class)
                    .hasMessageContaining("header is said to have " + Long.toUnsignedString(length));
        }
    }

    @Test
    void saysThatTheHeaderIsNotText() throws IOException {
        Files.write(file, file(new byte[] {'{', (byte) 0xFF, '}'}, 0));
        assertThatThrownBy(() -> Safetensors.read(file)).hasMessageContaining("not text in UTF-8");
    }

    @Test
    void saysThatThereIsNoFile() {
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(StorageException.class)
                .hasMessage("cannot read " + file + ": there is no such file or folder");
    }

    /** Whatever happens to a file, reading it gives its content or the one exception that says so. */
    @Test
    void neverFailsOtherwise() throws IOException {
        example().write(file);
        byte[] whole = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(11);
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] mutant = mutant(whole, random);
            Files.write(file, mutant);
            try {
                Safetensors.read(file);
            } catch (RunFolderException e) {
                refused++;
                assertThat(e).hasMessageContaining(file.toString());
            }
        }
        assertThat(refused).isBetween(300, 999);
    }

    @Test
    void cannotHaveATensorThatIsCalledLikeTheMetadata() {
        assertThatThrownBy(() -> new Safetensors(Map.of("__metadata__", bytes("U8", 1, 1)), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatCode(() -> new Safetensors(Map.of("metadata", bytes("U8", 1, 1)), Map.of()))
                .doesNotThrowAnyException();
    }

    private static byte[] mutant(byte[] whole, SplittableRandom random) {
        byte[] mutant = whole.clone();
        for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(4)) {
                case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutant[at] = (byte) "0123456789{}[],:\"".charAt(random.nextInt(17));
                case 2 -> mutant = java.util.Arrays.copyOf(mutant, at + 1);
                default -> System.arraycopy(whole, 0, mutant, at, Math.min(whole.length, mutant.length - at));
            }
        }
        return mutant;
    }

    private static byte[] file(byte[] header, int data) {
        return ByteBuffer.allocate(8 + header.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
    }

    private static Safetensors example() {
        Map<String, TensorBytes> tensors = new LinkedHashMap<>();
        tensors.put("mask", bytes("BOOL", 3, 3));
        tensors.put("weights", bytes("F32", 24, 2, 3));
        tensors.put("count", bytes("I64", 8));
        tensors.put("none", bytes("F32", 0, 0, 5));
        return new Safetensors(tensors, Map.of("state", "{\"Ä\": \"\\n\"}"));
    }

    private static TensorBytes bytes(String type, int length, long... shape) {
        byte[] data = new byte[length];
        new SplittableRandom(length).nextBytes(data);
        return new TensorBytes(type, java.util.Arrays.stream(shape).boxed().toList(), ByteBuffer.wrap(data));
    }
}
