package dev.regimen.run;

import dev.regimen.config.ExperimentFile;
import dev.regimen.config.Split;
import dev.regimen.task.Examples;
import dev.regimen.task.Task;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The examples of an experiment while it runs: read once, or once per seed where the split is drawn per seed. */
final class OpenExamples implements AutoCloseable {
    private static final long FIXED = 0;

    private final ExperimentFile file;
    private final Path folder;
    private final Map<Long, Examples> open = new ConcurrentHashMap<>();

    /** @param folder what relative paths in the experiment are relative to */
    OpenExamples(ExperimentFile file, Path folder) {
        this.file = file;
        this.folder = folder;
    }

    /** The task for a seed; its examples stay this object's. */
    Task task(long seed) {
        boolean own = file.experiment().split() == Split.PER_SEED;
        Examples examples = open.computeIfAbsent(own ? seed : FIXED, key -> file.open(folder, seed));
        return file.experiment().task(examples);
    }

    @Override
    public void close() {
        open.values().forEach(Examples::close);
    }
}
