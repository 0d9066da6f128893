package dev.regimen.data.source;

import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import java.nio.file.Path;
import java.util.List;

/** Reads new inputs in the way in which a source's own were read, for predictions. */
@FunctionalInterface
public interface InputReader {
    /** Of image files, as images such as these: scaled to their size, with as many channels. */
    static InputReader ofImages(Field image) {
        return ImageFormat.like(image)::read;
    }

    /**
     * Reads inputs, without labels or other targets.
     *
     * @return the fields that are read from files, {@code image} or {@code features}; the caller closes it
     * @throws dev.regimen.data.DataException if a file cannot be read, or is not as the source's own data are
     */
    Dataset read(List<Path> files);
}
