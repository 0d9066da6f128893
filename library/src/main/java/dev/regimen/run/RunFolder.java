package dev.regimen.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.regimen.data.Names;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of one run: {@code run.json} says what it is, {@code experiment.yaml} what is trained, with all defaults;
 * events, checkpoints and results stand beside them. {@code docs/runs.md} has the whole list.
 */
public final class RunFolder implements AutoCloseable {
    static final String DESCRIPTION = "run.json";
    private static final String EXPERIMENT = "experiment.yaml";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Path folder;
    private final FolderLock lock;
    private RunDescription description;

    private RunFolder(Path folder, FolderLock lock, RunDescription description) {
        this.folder = folder;
        this.lock = lock;
        this.description = description;
    }

    /**
     * Makes {@code runs/NAME-yyyyMMdd-HHmmss} below a folder, with a number after it if that exists.
     *
     * @throws RunFolderException if it cannot be made
     */
    public static Path reserve(Path below, String name, LocalDateTime now) {
        Path runs = below.resolve("runs");
        String stamped = name + "-" + STAMP.format(now);
        try {
            Files.createDirectories(runs);
            for (int number = 1; ; number++) {
                Path folder = runs.resolve(number == 1 ? stamped : stamped + "-" + number);
                try {
                    return Files.createDirectory(folder);
                } catch (FileAlreadyExistsException e) {
                    // Somebody else's run began in the same second.
                }
            }
        } catch (IOException e) {
            throw unusable(runs, e);
        }
    }

    /**
     * Begins a run in a folder that is empty or does not exist yet, and keeps it for this process until it is closed.
     *
     * @param experiment as YAML, with all defaults
     * @throws RunFolderException if there is something in the folder, or it cannot be written to
     */
    public static RunFolder create(Path folder, RunDescription description, String experiment) {
        requireEmpty(folder, List.of());
        FolderLock lock = lockNew(folder);
        try {
            requireEmpty(folder, List.of(FolderLock.FILE));
            RunFolder run = new RunFolder(folder, lock, description);
            AtomicFile.write(run.experiment(), experiment);
            run.describe(description);
            return run;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Opens a run to look at it.
     *
     * @throws RunFolderException if it is none, of another version, or damaged
     */
    public static RunFolder open(Path folder) {
        return new RunFolder(folder, null, read(folder));
    }

    /**
     * Opens a run to go on with it, and keeps it for this process until it is closed. What a killed write left is
     * cleared away.
     *
     * @throws RunFolderException if it is none, of another version, damaged, or in use by another process
     */
    public static RunFolder resume(Path folder, Provenance session) {
        read(folder);
        FolderLock lock = FolderLock.take(folder);
        try {
            RunFolder run = new RunFolder(folder, lock, read(folder));
            run.clear();
            run.describe(run.description.resumed(session));
            return run;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * What relative paths in an experiment's file are relative to: its folder, or if that is a run's, the folder that
     * the run's experiment came from. So the experiment that a run keeps can be run again.
     */
    public static Path dataFolder(Path experiment) {
        Path folder = experiment.toAbsolutePath().normalize().getParent();
        boolean kept = experiment.endsWith(EXPERIMENT) && Files.exists(folder.resolve(DESCRIPTION));
        return kept ? Path.of(read(folder).dataFolder()) : folder;
    }

    /** Whether a folder is that of a run. */
    public static boolean isRun(Path folder) {
        return Files.exists(folder.resolve(DESCRIPTION));
    }

    public Path path() {
        return folder;
    }

    public RunDescription description() {
        return description;
    }

    /** The experiment with all defaults, in YAML. */
    public Path experiment() {
        return folder.resolve(EXPERIMENT);
    }

    /** What happened, in lines of JSON. */
    public Path events() {
        return folder.resolve("events.jsonl");
    }

    /** What came out, for programs; there when the run is done. */
    public Path results() {
        return folder.resolve("results.json");
    }

    /** What came out, for people; there when the run is done and somebody asked for it. */
    public Path report() {
        return folder.resolve("report.html");
    }

    /**
     * Replaces the report as a whole.
     *
     * @throws StorageException if it cannot be written
     */
    public void keepReport(String page) {
        AtomicFile.write(report(), page);
    }

    /** The finished trainings and the checkpoints of the others. */
    public FileResultStore store() {
        return new FileResultStore(folder);
    }

    /** Notes that what was started or resumed last ends now. */
    void end() {
        describe(description.ended());
    }

    @Override
    public void close() {
        if (lock != null) {
            lock.close();
        }
    }

    private void describe(RunDescription changed) {
        AtomicFile.write(folder.resolve(DESCRIPTION), Json.indented(changed));
        description = changed;
    }

    private static void requireEmpty(Path folder, List<String> expected) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> content = Files.list(folder)) {
            content.map(path -> path.getFileName().toString())
                    .filter(name -> !expected.contains(name))
                    .sorted()
                    .findFirst()
                    .ifPresent(name -> {
                        throw new RunFolderException(
                                folder + " is not empty (there is '" + name
                                        + "'): nothing is overwritten; name another folder, or continue the run in it with 'resume'");
                    });
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private static FolderLock lockNew(Path folder) {
        try {
            Files.createDirectories(folder);
            return FolderLock.take(folder);
        } catch (IOException e) {
            throw unusable(folder, e);
        } catch (StorageException e) {
            throw unusable(folder, e.getCause());
        }
    }

    private static RunFolderException unusable(Path folder, IOException e) {
        return new RunFolderException(
                "cannot write to " + folder + ": " + StorageException.reason(e) + "; name another folder", e);
    }

    private static RunDescription read(Path folder) {
        Path file = folder.resolve(DESCRIPTION);
        if (!Files.isDirectory(folder)) {
            throw new RunFolderException(
                    folder + (Files.exists(folder) ? " is a file, not" : " does not exist; expected")
                            + " the folder of a run" + similar(folder));
        }
        if (!Files.exists(file)) {
            throw new RunFolderException(folder + " is not the folder of a run: there is no " + DESCRIPTION + " in it");
        }
        String advice = "What was trained is not lost: restore this file from another run of the same experiment";
        String text = Json.load(file);
        JsonNode format =
                Json.read(file.toString(), text, JsonNode.class, advice).path("format");
        if (!format.isInt() || format.intValue() != RunDescription.FORMAT) {
            throw new RunFolderException(folder + " is a run of format " + (format.isMissingNode() ? "unknown" : format)
                    + ", but this Regimen reads format " + RunDescription.FORMAT
                    + "; use the version of Regimen that wrote it");
        }
        return Json.read(file.toString(), text, RunDescription.class, advice);
    }

    private static String similar(Path folder) {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return "";
        }
        try (Stream<Path> siblings = Files.list(parent)) {
            return Names.nearest(
                            folder.getFileName().toString(),
                            siblings.filter(path -> !path.equals(folder.toAbsolutePath()) && Files.isDirectory(path))
                                    .map(path -> path.getFileName().toString())
                                    .toList())
                    .map(name -> "; did you mean '" + folder.resolveSibling(name) + "'?")
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    /** Removes what a killed write left. Nobody else writes here: the folder is locked. */
    private void clear() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(AtomicFile.PART))
                    .toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw StorageException.of("clear", folder, e);
        }
    }
}
