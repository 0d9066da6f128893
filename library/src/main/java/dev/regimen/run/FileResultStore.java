package dev.regimen.run;

import dev.regimen.comparison.ResultStore;
import dev.regimen.comparison.SeedResult;
import dev.regimen.training.CheckpointStore;
import dev.regimen.training.TrainingKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps each training of a comparison in a folder of its own: {@code contenders/NAME/seed-S}, and for trials
 * {@code tuning/NAME/RATE/seed-S}. A finished one has a {@value #FILE} there, next to its last checkpoint.
 */
public final class FileResultStore implements ResultStore {
    static final String FILE = "result.json";
    static final String TUNING = "tuning";
    private static final String CONTENDERS = "contenders";
    private static final String PLAIN = "[A-Za-z0-9][A-Za-z0-9._+-]*";

    private final Path folder;

    /** @param folder of the run */
    public FileResultStore(Path folder) {
        this.folder = folder;
    }

    /** @throws RunFolderException if the result is there but damaged: it is never silently done again */
    @Override
    public Optional<SeedResult> finished(TrainingKey key) {
        Path file = folderOf(key).resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String advice = "Delete this file to have it written again from the checkpoint next to it";
        return Optional.of(Json.read(file.toString(), Json.load(file), SeedResult.class, advice));
    }

    @Override
    public void save(TrainingKey key, SeedResult result) {
        AtomicFile.write(folderOf(key).resolve(FILE), Json.line(result) + "\n");
    }

    @Override
    public CheckpointStore checkpoints(TrainingKey key) {
        return new FileCheckpointStore(folderOf(key));
    }

    private Path folderOf(TrainingKey key) {
        String name = key.contender();
        Path path = name.startsWith(TUNING + "/") ? folder : folder.resolve(CONTENDERS);
        for (String part : name.split("/", -1)) {
            if (!part.matches(PLAIN)) {
                throw new IllegalArgumentException("the contender '" + name
                        + "' cannot have a folder: expected letters, digits, '-', '_', '.' and '+'");
            }
            path = path.resolve(part);
        }
        return path.resolve("seed-" + key.seed());
    }
}
