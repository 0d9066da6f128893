package dev.regimen.run;

import dev.regimen.training.Checkpoint;
import dev.regimen.training.CheckpointStore;
import dev.regimen.training.PhaseReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps a training's newest checkpoint in one file, {@value #FILE}: the tensors, and in the file's metadata everything
 * else as JSON, so that both are always of the same moment. Members have folders of their own below.
 */
public final class FileCheckpointStore implements CheckpointStore {
    static final String FILE = "state.safetensors";
    private static final String VERSION_KEY = "regimen-checkpoint";
    private static final String VERSION = "1";
    private static final String STATE_KEY = "state";

    private final Path folder;

    /** @param folder made when there is something to keep */
    public FileCheckpointStore(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads the newest checkpoint; what a killed write left is not looked at.
     *
     * @throws RunFolderException if it is damaged or of another version
     */
    @Override
    public Optional<Checkpoint> load() {
        Path file = file();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Safetensors content = Safetensors.read(file);
        String version = content.metadata().get(VERSION_KEY);
        String text = content.metadata().get(STATE_KEY);
        if (!VERSION.equals(version) || text == null) {
            throw new RunFolderException(file
                    + (version == null
                            ? " is not a checkpoint of Regimen"
                            : " is a checkpoint of version " + version + ", but this Regimen reads version "
                                    + VERSION));
        }
        State state = Json.read(file.toString(), text, State.class, "Without this file the training begins anew");
        return Optional.of(new Checkpoint(state.finished(), state.current(), content.tensors()));
    }

    @Override
    public void save(Checkpoint checkpoint) {
        String state = Json.line(new State(checkpoint.finished(), checkpoint.current()));
        new Safetensors(checkpoint.tensors(), Map.of(VERSION_KEY, VERSION, STATE_KEY, state)).write(file());
    }

    /** The first member's folder is {@code member-1}, as in the names of trainings. */
    @Override
    public CheckpointStore forMember(int index) {
        return new FileCheckpointStore(folder.resolve("member-" + (index + 1)));
    }

    private Path file() {
        return folder.resolve(FILE);
    }

    /** All of a checkpoint but its tensors. */
    private record State(List<PhaseReport> finished, Checkpoint.PhaseState current) {}
}
