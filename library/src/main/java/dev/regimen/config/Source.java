package dev.regimen.config;

import dev.regimen.data.Names;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The text of a file.
 *
 * @param name what it is called in messages
 */
record Source(String name, String text) {
    private static final long LARGEST = 1 << 20;

    /** @throws ConfigException if it is no readable file of text */
    static Source of(Path file) {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw fail(name, "is a folder, but should be an experiment's file");
        }
        if (!Files.exists(file)) {
            throw fail(name, "there is no such file" + similar(file));
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw fail(name, "has " + Files.size(file) + " bytes, but an experiment has at most " + LARGEST);
            }
            byte[] bytes = Files.readAllBytes(file);
            return new Source(name, decoded(name, bytes));
        } catch (IOException e) {
            throw fail(name, "cannot be read: " + e);
        }
    }

    private static String decoded(String name, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw fail(name, "is not text in UTF-8");
        }
    }

    private static String similar(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return ", and no folder " + folder;
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(path -> path.getFileName().toString()).toList();
            return Names.nearest(file.getFileName().toString(), names)
                    .map(nearest -> "; did you mean '" + nearest + "'?")
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private static ConfigException fail(String name, String problem) {
        return new ConfigException(Place.in(name), "", problem);
    }
}
