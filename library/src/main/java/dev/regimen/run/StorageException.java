package dev.regimen.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** A file could not be read or written, such as on a full disk; the message says which and why. */
public final class StorageException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    private StorageException(String message, IOException cause) {
        super(message, cause);
    }

    /** @param attempt what was tried, as {@code write} */
    static StorageException of(String attempt, Path path, IOException cause) {
        return new StorageException("cannot " + attempt + " " + path + ": " + reason(cause), cause);
    }

    /** Why, in words: exceptions of the file system often say their subject only. */
    static String reason(IOException cause) {
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (cause instanceof NotDirectoryException || cause instanceof FileAlreadyExistsException) {
            return "a part of this path is a file, not a folder";
        }
        if (cause instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
