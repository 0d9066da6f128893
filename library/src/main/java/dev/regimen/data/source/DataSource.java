package dev.regimen.data.source;

import dev.regimen.data.Normalisation;
import java.nio.file.Path;

/** The settings of where data come from. */
public interface DataSource {
    /** The field of images: real {@code [channels, height, width]}, from 0 to 1 as they are read. */
    String IMAGE = "image";

    /** The field of a table's columns: real {@code [columns]}. */
    String FEATURES = "features";

    /** The field of what each pixel of an image shows: classes {@code [height, width]}. */
    String MASK = "mask";

    /** The field of classes: {@code []}. */
    String LABEL = "label";

    /** The field of the number that a regression is about: real {@code []}. */
    String VALUE = "value";

    /**
     * Reads all of it into memory.
     *
     * @param folder what relative paths in the settings are relative to
     * @return data that the caller closes
     * @throws dev.regimen.data.DataException if there are no such data, or they are not as expected
     */
    SourceData load(Path folder);

    /** What suits such data when nothing else is asked for. */
    default Normalisation usualNormalisation() {
        return Normalisation.NONE;
    }
}
