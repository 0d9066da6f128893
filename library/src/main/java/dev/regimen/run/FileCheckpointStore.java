package dev.regimen.run;

import dev.regimen.torch.TensorBytes;
import dev.regimen.training.Checkpoint;
import dev.regimen.training.CheckpointStore;
import dev.regimen.training.PhaseReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
        return Optional.of(state.with(content.tensors()));
    }

    @Override
    public void save(Checkpoint checkpoint) {
        Map<String, TensorBytes> tensors = new LinkedHashMap<>(checkpoint.tensors());
        checkpoint.members().forEach((index, member) -> member.tensors()
                .forEach((name, tensor) -> tensors.put(prefix(index) + name, tensor)));
        String state = Json.line(State.of(checkpoint));
        new Safetensors(tensors, Map.of(VERSION_KEY, VERSION, STATE_KEY, state)).write(file());
    }

    /** The first member's folder is {@code member-1}, as in the names of trainings. */
    @Override
    public CheckpointStore forMember(int index) {
        return new FileCheckpointStore(folder.resolve("member-" + (index + 1)));
    }

    @Override
    public CheckpointStore forCohort(int first) {
        return new FileCheckpointStore(folder.resolve("cohort-" + (first + 1)));
    }

    private Path file() {
        return folder.resolve(FILE);
    }

    private static String prefix(int index) {
        return "member-" + (index + 1) + "/";
    }

    /** All of a checkpoint but its tensors. */
    private record State(
            List<PhaseReport> finished, Checkpoint.PhaseState current, Optional<Map<Integer, State>> members) {
        static State of(Checkpoint checkpoint) {
            Map<Integer, State> members = new TreeMap<>();
            checkpoint.members().forEach((index, member) -> members.put(index, of(member)));
            return new State(
                    checkpoint.finished(),
                    checkpoint.current(),
                    members.isEmpty() ? Optional.empty() : Optional.of(members));
        }

        /** @param tensors those of members under their prefixes */
        Checkpoint with(Map<String, TensorBytes> tensors) {
            Map<Integer, Checkpoint> all = new TreeMap<>();
            members.ifPresent(
                    each -> each.forEach((index, state) -> all.put(index, state.with(below(index, tensors)))));
            return new Checkpoint(finished, current, all.isEmpty() ? tensors : Map.of(), all);
        }

        private static Map<String, TensorBytes> below(int index, Map<String, TensorBytes> tensors) {
            Map<String, TensorBytes> own = new LinkedHashMap<>();
            tensors.forEach((name, tensor) -> {
                if (name.startsWith(prefix(index))) {
                    own.put(name.substring(prefix(index).length()), tensor);
                }
            });
            return own;
        }
    }
}
