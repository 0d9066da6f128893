package dev.regimen.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Replaces files as a whole: whenever the process or the machine dies, either the old content or the new one is there.
 * A half-written one has the ending {@value #PART}, is read by nobody, and is replaced by the next attempt.
 */
public final class AtomicFile {
    static final String PART = ".part";

    private AtomicFile() {}

    public static void write(Path file, String text) {
        write(file, List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

    /**
     * Makes the folder, too, if it is not there.
     *
     * @throws StorageException if that is not possible; the old content is then still there
     */
    public static void write(Path file, List<ByteBuffer> content) {
        Path part = file.resolveSibling(file.getFileName() + PART);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            writeThrough(part, content);
            move(part, file);
            sync(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw StorageException.of("write", file, e);
        }
    }

    private static void writeThrough(Path part, List<ByteBuffer> content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                part, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (ByteBuffer buffer : content) {
                ByteBuffer rest = buffer.duplicate();
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            }
            channel.force(true);
        }
    }

    private static void move(Path part, Path file) throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes the new name last through a power failure, where folders can be opened (not on Windows). */
    private static void sync(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The content itself is safe; that the name is too is more than some systems offer.
        }
    }
}
