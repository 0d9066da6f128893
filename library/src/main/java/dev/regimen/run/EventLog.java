package dev.regimen.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.regimen.budget.Spent;
import dev.regimen.training.Phase;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.Point;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes what happens to a file, one line of JSON for each {@link Event}, from any number of threads. A run that is
 * resumed goes on in the same file; work that was lost and done again is then told twice.
 */
public final class EventLog implements TrainingListener, AutoCloseable {
    private static final Set<String> REQUIRED = Set.of("time", "event");
    private static final String ADVICE = "No result depends on it";

    private final Path file;
    private final FileChannel channel;

    private EventLog(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens the log to add to it. A last line that a killed process left unfinished is cut off.
     *
     * @throws StorageException if the file cannot be written
     */
    public static EventLog append(Path file) {
        try {
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            channel.truncate(endOfLines(channel));
            channel.position(channel.size());
            return new EventLog(file, channel);
        } catch (IOException e) {
            throw StorageException.of("write", file, e);
        }
    }

    /**
     * Reads all events. A last line without an end is left out: it is being written, or its writer was killed.
     *
     * @throws RunFolderException if another line is not an event
     */
    public static List<Event> read(Path file) {
        String text = Json.load(file);
        List<String> lines =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            events.add(event(file + ", line " + (i + 1) + ",", lines.get(i)));
        }
        return events;
    }

    /** What a line leaves out is null; a time and what happened are in each. */
    private static Event event(String source, String line) {
        JsonNode node = Json.read(source, line, JsonNode.class, ADVICE);
        if (node instanceof ObjectNode object) {
            Stream.of(Event.class.getRecordComponents())
                    .map(RecordComponent::getName)
                    .filter(name -> !REQUIRED.contains(name) && !object.has(name))
                    .forEach(object::putNull);
        }
        return Json.read(source, node, Event.class, ADVICE);
    }

    @Override
    public void phaseStarted(TrainingKey key, Phase phase, Spent alreadySpent) {
        write(new Event(
                Provenance.now(),
                Event.Kind.PHASE_STARTED,
                key.toString(),
                phase.name(),
                alreadySpent,
                null,
                null,
                null,
                null));
    }

    @Override
    public void together(List<TrainingKey> members, Phase phase) {
        write(new Event(
                Provenance.now(),
                Event.Kind.COMPUTED_TOGETHER,
                members.get(0).toString(),
                phase.name(),
                null,
                null,
                null,
                null,
                "together with "
                        + String.join(
                                ", ",
                                members.stream()
                                        .skip(1)
                                        .map(TrainingKey::toString)
                                        .toList())));
    }

    @Override
    public void undivided(TrainingKey key, Phase phase, String why) {
        write(new Event(
                Provenance.now(), Event.Kind.UNDIVIDED, key.toString(), phase.name(), null, null, null, null, why));
    }

    @Override
    public void evaluated(TrainingKey key, Phase phase, Point point) {
        write(new Event(
                Provenance.now(),
                Event.Kind.EVALUATED,
                key.toString(),
                phase.name(),
                point.spent(),
                point.loss(),
                point.validation(),
                null,
                null));
    }

    @Override
    public void phaseFinished(TrainingKey key, PhaseReport report) {
        write(new Event(
                Provenance.now(),
                Event.Kind.PHASE_FINISHED,
                key.toString(),
                report.phase(),
                report.spent(),
                null,
                null,
                report.stop(),
                report.message()));
    }

    /** Adds an event and hands it to the operating system, so that it outlives the process. */
    synchronized void write(Event event) {
        ByteBuffer line = ByteBuffer.wrap((Json.line(event) + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
        } catch (IOException e) {
            throw StorageException.of("write", file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw StorageException.of("write", file, e);
        }
    }

    /** Where the last whole line ends. */
    private static long endOfLines(FileChannel channel) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        long end = channel.size();
        while (end > 0) {
            last.clear();
            channel.read(last, end - 1);
            if (last.get(0) == '\n') {
                return end;
            }
            end--;
        }
        return 0;
    }
}
