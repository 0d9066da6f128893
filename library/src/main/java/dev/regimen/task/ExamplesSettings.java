package dev.regimen.task;

import java.nio.file.Path;
import java.util.OptionalLong;

/** The settings of what a task gives to learn from. */
public interface ExamplesSettings {
    /**
     * Reads the data and divides them.
     *
     * @param folder what relative paths in the settings are relative to
     * @param splitSeed divides the data otherwise than the settings say; for a split per seed
     * @return examples that the caller closes
     * @throws dev.regimen.data.DataException if the data cannot be read, or are too few
     * @throws IllegalArgumentException if the data do not suit the task
     */
    Examples open(Path folder, OptionalLong splitSeed);

    /** The same, divided as the settings say. */
    default Examples open(Path folder) {
        return open(folder, OptionalLong.empty());
    }
}
