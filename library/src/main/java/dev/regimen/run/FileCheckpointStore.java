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
    private static final String MEMBERS_KEY = "members";

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
        State state = read(file, text, State.class);
        String together = content.metadata().get(MEMBERS_KEY);
        return Optional.of(
                together == null
                        ? state.with(content.tensors())
                        : read(file, together, Together.class).with(content.tensors()));
    }

    private static <T> T read(Path file, String text, Class<T> type) {
        return Json.read(file.toString(), text, type, "Without this file the training begins anew");
    }

    @Override
    public void save(Checkpoint checkpoint) {
        Map<String, TensorBytes> tensors = new LinkedHashMap<>(checkpoint.tensors());
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(VERSION_KEY, VERSION);
        metadata.put(STATE_KEY, Json.line(State.of(checkpoint)));
        if (!checkpoint.members().isEmpty()) {
            metadata.put(MEMBERS_KEY, Json.line(Together.of(checkpoint)));
            checkpoint.members().forEach((index, member) -> member.tensors()
                    .forEach((name, tensor) -> tensors.put(Together.prefix(index) + name, tensor)));
        }
        new Safetensors(tensors, metadata).write(file());
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

    /** All of a checkpoint but its tensors. */
    private record State(List<PhaseReport> finished, Checkpoint.PhaseState current) {
        static State of(Checkpoint checkpoint) {
            return new State(checkpoint.finished(), checkpoint.current());
        }

        Checkpoint with(Map<String, TensorBytes> tensors) {
            return new Checkpoint(finished, current, tensors);
        }
    }

    /** The same of members that go in step; the names of each one's tensors begin with its own. */
    private record Together(Map<Integer, State> members) {
        static Together of(Checkpoint checkpoint) {
            Map<Integer, State> members = new TreeMap<>();
            checkpoint.members().forEach((index, member) -> members.put(index, State.of(member)));
            return new Together(members);
        }

        static String prefix(int index) {
            return "member-" + (index + 1) + "/";
        }

        Checkpoint with(Map<String, TensorBytes> tensors) {
            Map<Integer, Map<String, TensorBytes>> own = new TreeMap<>();
            members.keySet().forEach(index -> own.put(index, new LinkedHashMap<>()));
            tensors.forEach((name, tensor) -> members.keySet().stream()
                    .filter(index -> name.startsWith(prefix(index)))
                    .forEach(index ->
                            own.get(index).put(name.substring(prefix(index).length()), tensor)));
            Map<Integer, Checkpoint> all = new TreeMap<>();
            members.forEach((index, state) -> all.put(index, state.with(own.get(index))));
            return Checkpoint.together(all);
        }
    }
}
