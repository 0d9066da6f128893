package dev.regimen.data.source;

import dev.regimen.data.DataException;
import dev.regimen.data.Names;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A data file as a person names it: plain, or compressed with gzip, which its first bytes tell. */
record InputFile(Path path) {
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    /**
     * Finds a file, or the same with {@code .gz} behind its name.
     *
     * @throws DataException if there is neither; the message has the nearest name
     */
    static InputFile find(Path folder, String name) {
        Path plain = folder.resolve(name).normalize();
        Path compressed = folder.resolve(name + ".gz").normalize();
        for (Path candidate : List.of(plain, compressed)) {
            if (Files.isRegularFile(candidate)) {
                return new InputFile(candidate);
            }
        }
        throw missing("file", plain);
    }

    /** An error that says that a file or folder does not exist, or is something else. */
    static DataException missing(String kind, Path path) {
        String found = Files.exists(path) ? " is not a " + kind : " does not exist";
        return new DataException(path + found + nearest(path));
    }

    /** The content, decompressed. */
    InputStream open() throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(path));
        try {
            raw.mark(2);
            boolean compressed = raw.read() == GZIP_FIRST && raw.read() == GZIP_SECOND;
            raw.reset();
            return compressed ? new GZIPInputStream(raw) : raw;
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** An error in this file. */
    DataException error(String what) {
        return new DataException(path + ": " + what);
    }

    /** An error in reading this file. */
    DataException error(IOException cause) {
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new DataException(path + ": it cannot be read: " + reason, cause);
    }

    private static String nearest(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || path.getFileName() == null) {
            return "";
        }
        if (!Files.isDirectory(folder)) {
            return Files.exists(path) ? "" : ", and neither does the folder " + folder;
        }
        try (Stream<Path> siblings = Files.list(folder)) {
            List<String> names = siblings.map(sibling -> String.valueOf(sibling.getFileName()))
                    .filter(name -> !name.equals(String.valueOf(path.getFileName())))
                    .toList();
            return Names.nearest(path.getFileName().toString(), names)
                    .map(name -> "; did you mean '" + name + "'?")
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
