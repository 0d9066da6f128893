package dev.regimen.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.regimen.budget.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("events.jsonl");
    }

    @Test
    void aResumedRunGoesOnInTheSameFile() throws IOException {
        write(Event.Kind.RUN_STARTED);
        write(Event.Kind.RUN_RESUMED, Event.Kind.RUN_ENDED);
        assertThat(kinds()).containsExactly(Event.Kind.RUN_STARTED, Event.Kind.RUN_RESUMED, Event.Kind.RUN_ENDED);
        assertThat(Files.readAllLines(file)).hasSize(3).allMatch(line -> line.contains("\"event\":\"run-"));
    }

    @Test
    void leavesOutWhatDoesNotApply() throws IOException {
        write(Event.Kind.RUN_STARTED);
        assertThat(Files.readString(file)).doesNotContain("null", "training", "phase");
    }

    /** As after a kill in the middle of a line: reading leaves it out, going on cuts it off. */
    @Test
    void survivesATornLastLine() throws IOException {
        write(Event.Kind.RUN_STARTED, Event.Kind.PHASE_STARTED);
        tear("{\"time\":\"2031-05-1");
        assertThat(kinds()).containsExactly(Event.Kind.RUN_STARTED, Event.Kind.PHASE_STARTED);
        write(Event.Kind.RUN_RESUMED);
        assertThat(kinds()).containsExactly(Event.Kind.RUN_STARTED, Event.Kind.PHASE_STARTED, Event.Kind.RUN_RESUMED);
    }

    @Test
    void survivesATornOnlyLine() throws IOException {
        tear("{\"ti");
        assertThat(kinds()).isEmpty();
        write(Event.Kind.RUN_STARTED);
        assertThat(kinds()).containsExactly(Event.Kind.RUN_STARTED);
    }

    @Test
    void namesALineThatIsDamagedInTheMiddle() throws IOException {
        write(Event.Kind.RUN_STARTED);
        tear("{\"ti\n");
        write(Event.Kind.RUN_ENDED);
        assertThatExceptionOfType(RunFolderException.class)
                .isThrownBy(() -> EventLog.read(file))
                .withMessageStartingWith(file + ", line 2, is damaged")
                .withMessageEndingWith("No result depends on it");
    }

    @Test
    void threadsDoNotWriteIntoEachOthersLines() {
        try (EventLog log = EventLog.append(file)) {
            IntStream.range(0, 400).parallel().forEach(i -> log.write(event(Event.Kind.EVALUATED, "message " + i)));
        }
        assertThat(EventLog.read(file))
                .extracting(Event::message)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 400).mapToObj(i -> "message " + i).toList());
    }

    @Test
    void aLineWithoutATimeIsNoEvent() throws IOException {
        tear("{\"event\":\"run-ended\"}\n");
        assertThatExceptionOfType(RunFolderException.class)
                .isThrownBy(() -> EventLog.read(file))
                .withMessageContaining("'time' is missing");
    }

    @Test
    void saysThatItCannotBeWritten() {
        Path nowhere = folder.resolve("nowhere/events.jsonl");
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> EventLog.append(nowhere))
                .withMessage("cannot write " + nowhere + ": there is no such file or folder");
    }

    private void write(Event.Kind... kinds) {
        try (EventLog log = EventLog.append(file)) {
            for (Event.Kind kind : kinds) {
                log.write(event(kind, null));
            }
        }
    }

    private static Event event(Event.Kind kind, String message) {
        return Event.ofRun(kind, message == null ? null : StopReason.BUDGET_SPENT, message);
    }

    private void tear(String half) throws IOException {
        Files.writeString(file, half, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private List<Event.Kind> kinds() {
        return EventLog.read(file).stream().map(Event::event).toList();
    }
}
