package dev.regimen.config;

import dev.regimen.task.Examples;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** An experiment and the file that it was read from, to say where in it something is that is found wrong only later. */
public final class ExperimentFile {
    private final Experiment experiment;
    private final Spot root;
    private final Catalog catalog;

    ExperimentFile(Experiment experiment, Spot root, Catalog catalog) {
        this.experiment = experiment;
        this.root = root;
        this.catalog = catalog;
    }

    /** The names that it was read by, with those of a person's own parts. */
    public Catalog catalog() {
        return catalog;
    }

    /** What it says. */
    public Experiment experiment() {
        return experiment;
    }

    /**
     * Reads or makes the examples.
     *
     * @param folder what relative paths in the settings are relative to
     * @param seed of a training, which divides the data if they are divided for each seed
     * @return the caller closes them
     * @throws ConfigException saying where it was written, if they cannot be read or do not suit the task
     */
    public Examples open(Path folder, long seed) {
        OptionalLong splitSeed = experiment.split() == Split.PER_SEED ? OptionalLong.of(seed) : OptionalLong.empty();
        return locating("data", () -> experiment.data().open(folder, splitSeed));
    }

    /**
     * Finds out what does not fit the examples.
     *
     * @throws ConfigException saying where it was written
     */
    public void check(Examples examples) {
        locating("", () -> {
            experiment.check(examples);
            return null;
        });
    }

    /**
     * Does something with the experiment.
     *
     * @param path the keys that lead to the settings it is about, as {@code modules.reader}; empty for the whole file
     * @throws ConfigException instead of an {@link IllegalArgumentException} over these settings: with the line and the
     *     column, and that exception as its cause
     */
    public <T> T locating(String path, Supplier<T> doing) {
        try {
            return doing.get();
        } catch (ConfigException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            Spot spot = path.isEmpty() ? root : Construction.follow(root, path);
            throw (ConfigException) Construction.refused(e, spot).initCause(e);
        }
    }
}
