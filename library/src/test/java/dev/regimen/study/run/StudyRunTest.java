package dev.regimen.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.budget.Spent;
import dev.regimen.run.Json;
import dev.regimen.run.Provenance;
import dev.regimen.run.RunFolderException;
import dev.regimen.study.Cell;
import dev.regimen.study.Findings;
import dev.regimen.study.Scale;
import dev.regimen.study.Setup;
import dev.regimen.study.SignalPlan;
import dev.regimen.study.SignalResult;
import dev.regimen.study.Study;
import dev.regimen.torch.Workers;
import dev.regimen.training.Phase;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyRunTest {
    private static final Setup SETUP = Setup.of(Scale.QUICK);
    private static final TinyStudy STUDY = new TinyStudy(640);

    @TempDir
    private Path folder;

    private final Watching watching = new Watching();

    private Optional<Findings> run(Path where, Study study, Setup setup, BooleanSupplier cancelled) {
        Provenance session = Provenance.starting("regimen reproduce tiny", 2);
        try (StudyFolder opened = StudyFolder.open(where, study, setup, session);
                Workers workers = new Workers(2)) {
            return new StudyRun(study, setup, opened, session).execute(workers, watching, cancelled);
        }
    }

    /** What it was told. */
    private static final class Watching implements StudyListener {
        private final List<String> planned = new ArrayList<>();
        private final AtomicInteger done = new AtomicInteger();
        private final AtomicInteger trained = new AtomicInteger();
        private final AtomicInteger measured = new AtomicInteger();

        @Override
        public void planned(List<Cell> cells, int before) {
            planned.add(cells.stream().map(Cell::name).toList() + " after " + before);
        }

        @Override
        public void done(Cell cell) {
            done.incrementAndGet();
        }

        @Override
        public void measuring(List<SignalPlan> plans, int before) {
            planned.add(plans.stream().map(SignalPlan::name).toList() + " to measure after " + before);
        }

        @Override
        public void measured(SignalPlan plan) {
            measured.incrementAndGet();
        }

        @Override
        public TrainingListener listener(Cell cell) {
            return new TrainingListener() {
                @Override
                public void phaseStarted(TrainingKey key, Phase phase, Spent spent) {
                    trained.incrementAndGet();
                }
            };
        }
    }

    @Test
    void runsItsCellsAndThoseThatTheyCallFor() throws IOException {
        Findings findings = run(folder, STUDY, SETUP, () -> false).orElseThrow();
        assertThat(watching.planned)
                .containsExactly("[one, two] after 0", "[three] after 0", "[one, alone] to measure after 0");
        assertThat(watching.measured).hasValue(2);
        assertThat(watching.done).hasValue(3);
        assertThat(watching.trained).hasValue(3 * (2 + 4)); // end-to-end has one phase, step-by-step two
        assertThat(findings.claims()).hasSize(4);
        assertThat(folder.resolve("cells/three/results.json")).exists();
        assertThat(Files.readString(folder.resolve("report.md")))
                .startsWith("# Parities of digits\n")
                .contains("./regimen reproduce tiny --quick\n", "> Only a test.", "| digits 3 | step-by-step |")
                .contains("./regimen compare experiments/tiny.yaml --set data.digits=1 --set budget.examples=640");
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("a second &amp; its &lt;parts&gt;", "<td>digits 3</td>")
                .doesNotContain("{{");
        List<String> lines = Files.readAllLines(folder.resolve("seeds.csv"));
        assertThat(lines).hasSize(1 + 3 * 2 * 2);
        assertThat(lines.get(0)).startsWith("cell,purpose,digits,contender,seed,learning-rate,stop,reached,");
        assertThat(lines).allSatisfy(line -> assertThat(line.split(",", -1))
                .hasSameSizeAs(lines.get(0).split(",")));
    }

    @Test
    void doesNothingTwice() throws IOException {
        run(folder, STUDY, SETUP, () -> false);
        byte[] first = Files.readAllBytes(folder.resolve("findings.json"));
        byte[] signals = Files.readAllBytes(folder.resolve("signals/one.json"));
        watching.trained.set(0);
        watching.planned.clear();
        run(folder, STUDY, SETUP, () -> false);
        assertThat(watching.trained).hasValue(0);
        assertThat(watching.planned).isEmpty();
        assertThat(Files.readAllBytes(folder.resolve("findings.json"))).isEqualTo(first);
        assertThat(Files.readAllBytes(folder.resolve("signals/one.json"))).isEqualTo(signals);
    }

    @Test
    void measuresAControlsSignalWhereItsModuleIsAloneOnly() {
        run(folder, STUDY, SETUP, () -> false);
        String text = Json.load(folder.resolve("signals/alone.json"));
        SignalResult alone = Json.read("alone.json", text, SignalResult.class, "");
        assertThat(alone.before()).isEmpty();
        assertThat(alone.others()).isBetween(0.0, 1.0);
        assertThat(alone.along()).extracting(SignalResult.Point::examples).startsWith(0L);
        assertThat(alone.along())
                .hasSizeGreaterThan(1)
                .allSatisfy(point -> assertThat(point.signals()).singleElement().satisfies(signal -> {
                    assertThat(signal.module()).isEqualTo("reader");
                    assertThat(signal.objective()).isEqualTo("adder on sum");
                }));
    }

    @Test
    void goesOnWithWhatWasStopped() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        assertThat(run(folder, STUDY, SETUP, () -> asked.incrementAndGet() > 60))
                .isEmpty();
        assertThat(folder.resolve("findings.json")).doesNotExist();
        assertThat(run(folder, STUDY, SETUP, () -> false)).isPresent();
        Path whole = folder.resolveSibling(folder.getFileName() + "-whole");
        run(whole, STUDY, SETUP, () -> false);
        assertThat(scores(folder)).isEqualTo(scores(whole));
    }

    @Test
    void reportsWhatIsDoneSoFar() throws IOException {
        run(folder, STUDY, SETUP, () -> false);
        String whole = Files.readString(folder.resolve("seeds.csv"));
        Files.delete(folder.resolve("cells/three/results.json"));
        Files.delete(folder.resolve("signals/alone.json"));
        watching.trained.set(0);
        assertThat(soFar().notes().get(0)).startsWith("Unfinished: 1 cell and 1 measured trainings");
        assertThat(watching.trained).hasValue(0);
        assertThat(Files.readAllLines(folder.resolve("seeds.csv")))
                .isEqualTo(
                        whole.lines().filter(line -> !line.startsWith("three")).toList());
        assertThat(Files.readString(folder.resolve("report.md"))).contains("> Unfinished: 1 cell");
    }

    @Test
    void reportsNothingOfWhatHasNotBegun() {
        assertThatThrownBy(this::soFar)
                .isInstanceOf(RunFolderException.class)
                .hasMessage("there is no study in " + folder + ": nothing of it is done yet");
        assertThat(folder).isEmptyDirectory();
        run(folder, STUDY, SETUP, () -> true);
        assertThatThrownBy(this::soFar)
                .isInstanceOf(RunFolderException.class)
                .hasMessage("nothing of tiny is done yet in " + folder);
        assertThatThrownBy(() -> StudyFolder.look(folder, STUDY, Setup.of(Scale.FULL)))
                .hasMessageContaining("holds the quick form of tiny, not the full form of tiny");
    }

    /** Another process may work there, and nothing is noted of who looks. */
    @Test
    void reportsWhileTheStudyRuns() throws IOException {
        run(folder, STUDY, SETUP, () -> false);
        Files.delete(folder.resolve("cells/three/results.json"));
        try (StudyFolder working = StudyFolder.open(folder, STUDY, SETUP, Provenance.starting("regimen", 1))) {
            String before = Files.readString(working.path().resolve("study.json"));
            assertThat(soFar().notes().get(0)).startsWith("Unfinished: 1 cell");
            assertThat(folder.resolve("study.json")).hasContent(before);
        }
    }

    private Findings soFar() {
        Provenance session = Provenance.starting("regimen reproduce tiny", 2);
        try (StudyFolder looked = StudyFolder.look(folder, STUDY, SETUP)) {
            return new StudyRun(STUDY, SETUP, looked, session).soFar();
        }
    }

    /** A cell that was begun before there was some setting has what is unless set. */
    @Test
    void takesOverCellsThatSayLess() throws IOException {
        run(folder, STUDY, SETUP, () -> false);
        Path cell = folder.resolve("cells/one/experiment.yaml");
        String resolved = Files.readString(cell);
        assertThat(resolved).contains("precompute: true\n");
        Files.writeString(cell, resolved.replace("precompute: true\n", ""));
        watching.trained.set(0);
        assertThat(run(folder, STUDY, SETUP, () -> false)).isPresent();
        assertThat(watching.trained).hasValue(0);
        Files.writeString(cell, resolved.replace("precompute: true", "precompute: false"));
        assertThatThrownBy(() -> run(folder, STUDY, SETUP, () -> false))
                .hasMessageContaining("was begun with other settings");
    }

    /** What a study needs of its cells to go on elsewhere. */
    @Test
    void goesOnFromTheResultsOfItsCellsAlone() throws IOException {
        run(folder, STUDY, SETUP, () -> false);
        Path other = folder.resolveSibling(folder.getFileName() + "-other");
        for (String file :
                List.of("study.json", "cells/one/run.json", "cells/one/experiment.yaml", "cells/one/results.json")) {
            Files.createDirectories(other.resolve(file).getParent());
            Files.copy(folder.resolve(file), other.resolve(file));
        }
        watching.planned.clear();
        assertThat(run(other, STUDY, SETUP, () -> false)).isPresent();
        assertThat(watching.planned).startsWith("[two] after 1", "[three] after 0");
        assertThat(scores(other)).isEqualTo(scores(folder));
    }

    /** Every seed's line without its processor seconds. */
    private static List<String> scores(Path study) throws IOException {
        return Files.readAllLines(study.resolve("seeds.csv")).stream()
                .map(line -> line.replaceFirst(",[0-9]+\\.[0-9]{3},", ",,"))
                .toList();
    }

    @Test
    void clearsWhatAKilledProcessLeftBeforeACellHadBegun() throws IOException {
        Provenance session = Provenance.starting("regimen reproduce tiny", 2);
        StudyFolder.open(folder, STUDY, SETUP, session).close();
        Files.createDirectories(folder.resolve("cells/one"));
        Files.writeString(folder.resolve("cells/one/lock"), "");
        Files.writeString(folder.resolve("cells/one/experiment.yaml"), "name: ti");
        assertThat(run(folder, STUDY, SETUP, () -> false)).isPresent();
    }

    @Test
    void isOneProcessesAtATime() {
        Provenance session = Provenance.starting("regimen reproduce tiny", 2);
        try (StudyFolder opened = StudyFolder.open(folder, STUDY, SETUP, session)) {
            assertThatThrownBy(() -> StudyFolder.open(opened.path(), STUDY, SETUP, session))
                    .isInstanceOf(RunFolderException.class)
                    .hasMessageContaining("is in use by another process");
        }
        StudyFolder.open(folder, STUDY, SETUP, session).close();
    }

    @Test
    void refusesAnotherForm() {
        run(folder, STUDY, SETUP, () -> true);
        Setup reduced = new Setup(Scale.QUICK, Path.of("data"), OptionalInt.of(3));
        assertThatThrownBy(() -> run(folder, STUDY, Setup.of(Scale.FULL), () -> true))
                .isInstanceOf(RunFolderException.class)
                .hasMessage(folder
                        + " holds the quick form of tiny, not the full form of tiny; name another folder by --out,"
                        + " or delete this one");
        assertThatThrownBy(() -> run(folder, STUDY, reduced, () -> true))
                .hasMessageContaining("not the quick form of tiny with 3 seeds");
    }

    @Test
    void refusesCellsOfOtherSettings() {
        run(folder, STUDY, SETUP, () -> false);
        assertThatThrownBy(() -> run(folder, new TinyStudy(320), SETUP, () -> false))
                .isInstanceOf(RunFolderException.class)
                .hasMessageContaining("was begun with other settings than this version of the study has");
    }

    @Test
    void refusesAFolderWithSomethingElseInIt() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "precious");
        assertThatThrownBy(() -> run(folder, STUDY, SETUP, () -> false))
                .isInstanceOf(RunFolderException.class)
                .hasMessageContaining("has something else in it than a study");
        assertThat(folder.resolve("thesis.txt")).hasContent("precious");
        assertThatThrownBy(() -> run(folder.resolve("thesis.txt"), STUDY, SETUP, () -> false))
                .hasMessageContaining("is a file; name a folder");
    }
}
