package dev.regimen.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a folder for this process. The system gives it up when the process ends, however that happens. */
public final class FolderLock implements AutoCloseable {
    /** Its file in the folder. */
    public static final String FILE = "lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws RunFolderException if another process, or somebody else in this one, has the folder */
    public static FolderLock take(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            if (!taken(channel)) {
                channel.close();
                throw new RunFolderException(
                        folder + " is in use by another process; wait for its end, or stop it, and try again");
            }
            return new FolderLock(channel);
        } catch (IOException e) {
            throw StorageException.of("lock", file, e);
        }
    }

    private static boolean taken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Gives the folder free. The file stays: deleting it would let two others lock two files of one name. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw StorageException.of("unlock", Path.of(FILE), e);
        }
    }
}
