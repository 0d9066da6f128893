package dev.regimen.run;

import dev.regimen.config.ExperimentFile;
import dev.regimen.data.Field;
import dev.regimen.task.Examples;
import dev.regimen.task.Task;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether another run has an experiment's data, divided in the same way. If not, what it learned from may be among this
 * one's test examples, and its predictions would look better than they are.
 */
final class SameData {
    private static final String LEAK = ": what it learned from may be among the test examples here";

    private final ExperimentFile file;
    private final Path folder;

    /** @param folder what relative paths in the experiment are relative to */
    SameData(ExperimentFile file, Path folder) {
        this.file = file;
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * Reads the other's data only where its settings alone do not tell.
     *
     * @throws IllegalArgumentException if they differ; the message says in what
     */
    void require(RunFolder other, ExperimentFile theirs, Task task, long seed) {
        if (theirs.experiment().split() != file.experiment().split()) {
            throw new IllegalArgumentException("split: " + other.path() + " was trained with 'split: " + word(theirs)
                    + "', this experiment is with 'split: " + word(file) + "'" + LEAK);
        }
        Path theirFolder = Path.of(other.description().dataFolder());
        boolean sameSettings =
                theirs.experiment().data().equals(file.experiment().data());
        if (sameSettings && theirFolder.equals(folder)) {
            return;
        }
        try (Examples examples = theirs.open(theirFolder, seed)) {
            requireSameFields(other, examples.fields(), task.examples().fields());
            boolean same = sameSettings
                    && examples.validation().sameAs(task.examples().validation())
                    && examples.test().sameAs(task.examples().test());
            if (!same) {
                throw new IllegalArgumentException("data: " + other.path() + " was trained on "
                        + (sameSettings ? "other data" : "data with other settings") + LEAK);
            }
        }
    }

    private static void requireSameFields(RunFolder other, Map<String, Field> theirs, Map<String, Field> own) {
        new TreeMap<>(own).forEach((name, field) -> {
            Field found = theirs.get(name);
            if (found == null) {
                throw new IllegalArgumentException(
                        "data: " + other.path() + " was trained on data without '" + name + "'");
            }
            if (!found.shape().equals(field.shape())) {
                throw new IllegalArgumentException("data: '" + name + "' has the shape " + found.shape() + " in "
                        + other.path() + ", but " + field.shape() + " here");
            }
            if (!found.classes().equals(field.classes())) {
                throw new IllegalArgumentException("data: '" + name + "' has the classes " + found.classes() + " in "
                        + other.path() + ", but " + field.classes() + " here");
            }
        });
    }

    private static String word(ExperimentFile experiment) {
        return experiment
                .experiment()
                .split()
                .name()
                .toLowerCase(java.util.Locale.ROOT)
                .replace('_', '-');
    }
}
