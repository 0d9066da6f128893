package dev.regimen.cli;

import dev.regimen.report.Numbers;
import dev.regimen.run.Provenance;
import dev.regimen.study.Cell;
import dev.regimen.study.Evidence;
import dev.regimen.study.Finding;
import dev.regimen.study.Findings;
import dev.regimen.study.Scale;
import dev.regimen.study.Setup;
import dev.regimen.study.Study;
import dev.regimen.study.builtin.Studies;
import dev.regimen.study.run.ExpectedTime;
import dev.regimen.study.run.StudyFolder;
import dev.regimen.study.run.StudyRun;
import dev.regimen.torch.Workers;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs the studies about the limits of end-to-end learning. */
@Command(
        name = "reproduce",
        description =
                "Run experiments about the limits of end-to-end learning, and say what they say about each claim. "
                        + "Without a name: list them. The same command goes on with what was stopped.")
final class ReproduceCommand implements Callable<Integer> {
    private static final String ALL = "all";

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "The experiments, or 'all'.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--quick", description = "Minutes instead of hours: fewer cells, smaller budgets, fewer seeds.")
    private boolean quick;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where each gets a folder of its own; runs/reproduce-quick or runs/reproduce unless given.")
    private Path out;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Where optional data are looked for: fashion-mnist and mnist, as IDX files. data unless given.")
    private Path data;

    @Option(names = "--seeds", paramLabel = "N", description = "Other than the study's own number; the tables say so.")
    private Integer seeds;

    @Option(names = "--dry-run", description = "Say what would be run, and how long that takes; run nothing.")
    private boolean dryRun;

    @Option(names = "--report", description = "Write the report of what is done so far; run nothing.")
    private boolean report;

    @Mixin
    private WorkersOption workers;

    @Override
    public Integer call() {
        PrintWriter writer = spec.commandLine().getOut();
        if (names.isEmpty()) {
            list(writer);
            return 0;
        }
        if (report && dryRun) {
            throw new ParameterException(spec.commandLine(), "--report and --dry-run exclude each other");
        }
        if (report
                && chosen().size() > 1
                && chosen().stream().noneMatch(study -> StudyFolder.isStudy(folder().resolve(study.name())))) {
            throw new ParameterException(
                    spec.commandLine(), "--report: nothing of these studies is done yet in " + folder());
        }
        Setup setup = setup();
        try (Interrupts interrupts = new Interrupts()) {
            for (Study study : chosen()) {
                int code = run(writer, study, setup, interrupts);
                if (code != 0) {
                    return code;
                }
            }
            return 0;
        }
    }

    private Setup setup() {
        if (seeds != null && seeds < 1) {
            throw new ParameterException(spec.commandLine(), "--seeds is at least 1, not " + seeds);
        }
        if (data != null && !Files.isDirectory(data)) {
            throw new ParameterException(spec.commandLine(), "--data: there is no folder " + data);
        }
        return new Setup(
                quick ? Scale.QUICK : Scale.FULL,
                data == null ? Path.of("data") : data,
                seeds == null ? OptionalInt.empty() : OptionalInt.of(seeds));
    }

    private static void list(PrintWriter writer) {
        TextTable table = new TextTable("name", "what it asks");
        Studies.all().forEach(study -> table.row(study.name(), study.title()));
        writer.print(table.render());
        writer.println();
        writer.println("regimen reproduce NAME --quick    runs one in minutes; 'all' runs them all");
        writer.println("regimen reproduce NAME --dry-run  says how long the full form takes here");
        writer.flush();
    }

    private List<Study> chosen() {
        List<Study> named = names.stream()
                .filter(name -> !name.equals(ALL))
                .distinct()
                .map(Studies::named)
                .toList();
        return names.contains(ALL) ? Studies.all() : named;
    }

    private int run(PrintWriter writer, Study study, Setup setup, Interrupts interrupts) {
        Path folder = folder().resolve(study.name());
        List<Cell> cells = study.cells(setup, Evidence.NONE);
        writer.println(study.name() + ": " + study.title());
        if (report) {
            return report(writer, study, setup, folder);
        }
        study.missing(setup).forEach(note -> writer.println("  " + note));
        if (dryRun) {
            return expect(writer, study, cells, setup, interrupts);
        }
        Provenance session = Provenance.starting(CompareCommand.commandLine(spec), workers.count());
        Optional<Findings> findings;
        try (StudyFolder opened = StudyFolder.open(folder, study, setup, session);
                Workers pool = workers.open();
                StudyProgress progress = new StudyProgress(Terminal.of(writer), setup, pool, interrupts::interrupted)) {
            findings = new StudyRun(study, setup, opened, session).execute(pool, progress, interrupts::interrupted);
        }
        if (findings.isEmpty()) {
            writer.println("Stopped; what is done is kept. The same command goes on.");
            writer.flush();
            return Execution.INTERRUPTED;
        }
        show(writer, findings.get(), folder);
        return 0;
    }

    /** Trains nothing, and does not keep another process from training meanwhile. Of several, some may not be begun. */
    private int report(PrintWriter writer, Study study, Setup setup, Path folder) {
        if (chosen().size() > 1 && !StudyFolder.isStudy(folder)) {
            writer.println("  nothing of it is done yet in " + folder);
            writer.println();
            return 0;
        }
        Provenance session = Provenance.starting(CompareCommand.commandLine(spec), 1);
        try (StudyFolder looked = StudyFolder.look(folder, study, setup)) {
            show(writer, new StudyRun(study, setup, looked, session).soFar(), folder);
        }
        return 0;
    }

    private Path folder() {
        return out != null ? out : Path.of("runs", quick ? "reproduce-quick" : "reproduce");
    }

    private int expect(PrintWriter writer, Study study, List<Cell> all, Setup setup, Interrupts interrupts) {
        Path folder = folder().resolve(study.name());
        List<Cell> cells =
                all.stream().filter(cell -> !StudyFolder.has(folder, cell)).toList();
        if (cells.size() < all.size()) {
            writer.println(
                    "  " + (all.size() - cells.size()) + " of " + all.size() + " cells are done already in " + folder);
        }
        Map<Cell, ExpectedTime.Most> most;
        try (Workers pool = workers.open()) {
            most = ExpectedTime.of(cells, setup, pool, interrupts::interrupted);
            if (interrupts.interrupted()) {
                return Execution.INTERRUPTED;
            }
            double seconds = most.values().stream()
                    .mapToDouble(ExpectedTime.Most::coreSeconds)
                    .sum();
            writer.println("  " + StudyProgress.expectation(cells.size(), seconds, pool.count()));
        }
        if (!setup.quick()) {
            writer.println("  on top: trials of other settings, where end-to-end breaks down");
        }
        int measured = study.signals(setup).size();
        if (measured > 0) {
            writer.println("  on top: gradients measured along " + measured + " more trainings");
        }
        most.forEach(
                (cell, time) -> writer.println("  " + Numbers.duration(time.coreSeconds()) + "  " + cell.command()));
        writer.flush();
        return 0;
    }

    private static void show(PrintWriter writer, Findings findings, Path folder) {
        writer.println();
        for (Finding finding : findings.claims()) {
            writer.println(
                    finding.claim().name() + ": " + finding.verdict().words().toUpperCase(Locale.ROOT));
            finding.evidence().forEach(sentence -> writer.println("  " + sentence));
            finding.against().forEach(sentence -> writer.println("  against: " + sentence));
        }
        findings.notes().forEach(note -> writer.println("Note: " + note));
        writer.println();
        writer.println("Report:  " + folder.resolve("report.html"));
        writer.println("Page:    " + folder.resolve("report.md"));
        writer.println("Figures: " + folder.resolve("figures"));
        writer.println("Numbers: " + folder.resolve("findings.json") + ", " + folder.resolve("seeds.csv"));
        writer.println();
        writer.flush();
    }
}
