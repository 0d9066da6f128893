package dev.regimen.data.source;

import java.nio.file.Path;

/** The settings of where data come from. */
public interface DataSource {
    /**
     * Reads all of it into memory.
     *
     * @param folder what relative paths in the settings are relative to
     * @return data that the caller closes
     * @throws dev.regimen.data.DataException if there are no such data, or they are not as expected
     */
    SourceData load(Path folder);
}
