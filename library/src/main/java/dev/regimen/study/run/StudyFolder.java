package dev.regimen.study.run;

import dev.regimen.run.AtomicFile;
import dev.regimen.run.FolderLock;
import dev.regimen.run.Json;
import dev.regimen.run.Provenance;
import dev.regimen.run.RunFolder;
import dev.regimen.run.RunFolderException;
import dev.regimen.study.Cell;
import dev.regimen.study.Scale;
import dev.regimen.study.Setup;
import dev.regimen.study.SignalPlan;
import dev.regimen.study.Study;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where a study is kept: {@code study.json} says what it is, {@code cells/NAME} are ordinary runs,
 * {@code signals/NAME.json} what was measured of gradients, and what came out stands beside them.
 */
public final class StudyFolder implements AutoCloseable {
    private static final String DESCRIPTION = "study.json";
    private static final int FORMAT = 1;

    private final Path folder;
    /** Null if it is only looked at. */
    private final FolderLock lock;

    private Description description;

    private StudyFolder(Path folder, FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * What {@code study.json} says.
     *
     * @param seeds instead of the study's own number; null for those
     * @param sessions one for every time it was started or gone on with
     */
    private record Description(int format, String study, Scale scale, Integer seeds, List<Provenance> sessions) {
        Description with(List<Provenance> others) {
            return new Description(format, study, scale, seeds, others);
        }
    }

    /**
     * Begins a study's folder, or goes on with one, and keeps it for this process until it is closed.
     *
     * @throws RunFolderException if the folder has something else in it, the study in another form, or is in use by
     *     another process
     */
    public static StudyFolder open(Path folder, Study study, Setup setup, Provenance session) {
        if (!Files.exists(folder.resolve(DESCRIPTION))) {
            requireEmpty(folder);
        }
        FolderLock lock = lock(folder);
        try {
            StudyFolder opened = new StudyFolder(folder, lock);
            opened.describe(study, setup, session);
            return opened;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Looks at what a study's folder has, also while another process works there.
     *
     * @throws RunFolderException if there is no study in the folder, or one in another form
     */
    public static StudyFolder look(Path folder, Study study, Setup setup) {
        if (!Files.exists(folder.resolve(DESCRIPTION))) {
            throw new RunFolderException("there is no study in " + folder + ": nothing of it is done yet");
        }
        StudyFolder looked = new StudyFolder(folder, null);
        looked.description = looked.known(study, setup);
        return looked;
    }

    private static FolderLock lock(Path folder) {
        try {
            Files.createDirectories(folder);
            return FolderLock.take(folder);
        } catch (IOException e) {
            throw new RunFolderException(
                    "cannot write to " + folder + ": " + e.getMessage() + "; name another folder", e);
        }
    }

    private void describe(Study study, Setup setup, Provenance session) {
        description = known(study, setup);
        List<Provenance> sessions = new ArrayList<>(description.sessions());
        sessions.add(session);
        description = description.with(sessions);
        write();
    }

    private void write() {
        AtomicFile.write(folder.resolve(DESCRIPTION), Json.indented(description));
    }

    /** With the sessions before, of the same study in the same form. */
    private Description known(Study study, Setup setup) {
        Path file = folder.resolve(DESCRIPTION);
        if (!Files.exists(file)) {
            return wanted(study, setup, List.of());
        }
        Description known = Json.read(
                file.toString(), Json.load(file), Description.class, "Delete " + folder + " to begin the study anew");
        if (known.format() != FORMAT) {
            throw new RunFolderException(file + " is of format " + known.format() + ", but this version reads " + FORMAT
                    + "; name another folder by --out");
        }
        Description wanted = wanted(study, setup, known.sessions());
        if (!wanted.equals(known)) {
            throw new RunFolderException(folder + " holds " + words(known) + ", not " + words(wanted)
                    + "; name another folder by --out, or delete this one");
        }
        return known;
    }

    /** How long all sessions took together, this one up to now; of those that were killed nobody knows. */
    Took took() {
        List<Provenance> sessions = lock == null ? description.sessions() : endingNow();
        List<Provenance> ended =
                sessions.stream().filter(session -> session.finished() != null).toList();
        return new Took(
                ended.stream().map(Provenance::took).reduce(Duration.ZERO, Duration::plus),
                sessions.size(),
                sessions.size() - ended.size());
    }

    /** All sessions, the last of which is this one. */
    private List<Provenance> endingNow() {
        List<Provenance> sessions = new ArrayList<>(description.sessions());
        int last = sessions.size() - 1;
        sessions.set(last, sessions.get(last).ending());
        return sessions;
    }

    private static Description wanted(Study study, Setup setup, List<Provenance> sessions) {
        Integer seeds = setup.seeds().isPresent() ? setup.seeds().getAsInt() : null;
        return new Description(FORMAT, study.name(), setup.scale(), seeds, sessions);
    }

    private static String words(Description description) {
        String scale = description.scale().name().toLowerCase(Locale.ROOT);
        String seeds = description.seeds() == null ? "" : " with " + description.seeds() + " seeds";
        return "the " + scale + " form of " + description.study() + seeds;
    }

    private static void requireEmpty(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new RunFolderException(folder + " is a file; name a folder");
        }
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.anyMatch(file -> !file.endsWith(FolderLock.FILE))) {
                throw new RunFolderException(
                        folder + " has something else in it than a study; name an empty or a new folder by --out");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return folder;
    }

    /** Whether anything of a study was begun there. */
    public static boolean isStudy(Path folder) {
        return Files.exists(folder.resolve(DESCRIPTION));
    }

    /** Whether a study's folder has the results of a cell. */
    public static boolean has(Path folder, Cell cell) {
        return Files.exists(folder.resolve("cells").resolve(cell.name()).resolve("results.json"));
    }

    /** Where a cell's run is, or will be. */
    Path cell(Cell cell) {
        return folder.resolve("cells").resolve(cell.name());
    }

    /** Where the signals of a training are, or will be. */
    Path signals(SignalPlan plan) {
        return folder.resolve("signals").resolve(plan.name() + ".json");
    }

    /** Removes what a process left that was killed before the cell's run had begun. */
    void clear(Cell cell) {
        Path run = cell(cell);
        if (!Files.isDirectory(run) || RunFolder.isRun(run)) {
            return;
        }
        try (Stream<Path> files = Files.list(run)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new RunFolderException(run + " cannot be cleared: " + e.getMessage(), e);
        }
    }

    /** Replaces a file of the results as a whole. */
    void keep(String name, String text) {
        AtomicFile.write(folder.resolve(name), text);
    }

    @Override
    public void close() {
        if (lock != null) {
            try {
                description = description.with(endingNow());
                write();
            } finally {
                lock.close();
            }
        }
    }
}
