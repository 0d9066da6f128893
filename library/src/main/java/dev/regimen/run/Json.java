package dev.regimen.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.regimen.data.Names;
import dev.regimen.torch.Engine;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * How records are written as JSON and read back, the same in every file of a run. Keys are the components' names,
 * constants are written as {@code budget-spent}, an empty {@link java.util.Optional} as null. Numbers that are not
 * finite, which JSON does not have, are the strings {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}; all
 * others are read back to the same bits. Reading refuses what is missing, unknown, said twice or of another type.
 */
public final class Json {
    /** More than any header or text in a run's files: they hold learning curves at most. */
    private static final int LONGEST_TEXT = 100_000_000;

    private static final JsonMapper MAPPER = builder()
            .addModule(new SimpleModule()
                    .addDeserializer(Engine.class, new EngineReader(builder().build())))
            .build();

    private static final ObjectWriter INDENTED = MAPPER.writer(new DefaultPrettyPrinter());

    private Json() {}

    private static JsonMapper.Builder builder() {
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxStringLength(LONGEST_TEXT)
                                .build())
                        .build())
                .addModule(new Jdk8Module())
                .enumNamingStrategy(EnumNamingStrategies.KEBAB_CASE)
                .enable(
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    /** In one line. */
    public static String line(Object value) {
        return text(MAPPER.writer(), value);
    }

    /** Over several lines, for people; with a line's end. */
    public static String indented(Object value) {
        return text(INDENTED, value) + "\n";
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** @throws RunFolderException saying where in the source what was found; the advice ends its message */
    public static <T> T read(String source, String text, Class<T> type, String advice) {
        try {
            return present(source, MAPPER.readValue(text, type), advice);
        } catch (JsonProcessingException e) {
            throw damaged(source, e, advice);
        }
    }

    /** @throws RunFolderException saying where in the source what was found; the advice ends its message */
    public static <T> T read(String source, JsonNode tree, Class<T> type, String advice) {
        try {
            return present(source, MAPPER.treeToValue(tree, type), advice);
        } catch (JsonProcessingException e) {
            throw damaged(source, e, advice);
        }
    }

    /** The text of a file. */
    public static String load(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new RunFolderException(file + " is damaged: it is not text in UTF-8", e);
        } catch (IOException e) {
            throw StorageException.of("read", file, e);
        }
    }

    private static <T> T present(String source, T value, String advice) {
        if (value == null) {
            throw new RunFolderException(
                    source + " is damaged: there is nothing, or null, where something is expected. " + advice);
        }
        return value;
    }

    private static RunFolderException damaged(String source, JsonProcessingException e, String advice) {
        JsonLocation location = e.getLocation();
        String line = location == null || location.getLineNr() < 1
                ? ""
                : ", line " + location.getLineNr() + ", column " + location.getColumnNr();
        String at =
                e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
                        ? ", at " + path(mapping)
                        : "";
        return new RunFolderException(source + " is damaged" + line + at + ": " + problem(e) + ". " + advice, e);
    }

    /** Jackson's words without its classes and features, of which a reader of the message knows nothing. */
    private static String problem(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return Names.unknown(
                    "key",
                    unknown.getPropertyName(),
                    unknown.getKnownPropertyIds().stream().map(String::valueOf).toList());
        }
        String message = e.getOriginalMessage().lines().findFirst().orElse("it is not readable");
        return message.replaceFirst("^Missing creator property '([^']*)'.*", "'$1' is missing")
                .replaceFirst(" \\(start marker at .*", "");
    }

    /** As {@code contenders.0.seeds}. */
    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static String text(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
