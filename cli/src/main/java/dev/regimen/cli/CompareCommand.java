package dev.regimen.cli;

import dev.regimen.config.Catalog;
import dev.regimen.config.ExperimentFile;
import dev.regimen.config.ExperimentWriter;
import dev.regimen.run.Provenance;
import dev.regimen.run.Run;
import dev.regimen.run.RunDescription;
import dev.regimen.run.RunFolder;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The main job: trains every regimen with every seed and says which is better. */
@Command(
        name = "compare",
        description =
                "Train every regimen of an experiment with every seed, on the same data and budget, and say which is "
                        + "better. Without a file: the embedded experiment on real handwritten digits.")
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "FILE.yaml", description = "The experiment.")
    private Path file;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the run is kept; runs/NAME-DATE unless given.")
    private Path out;

    @Option(names = "--seeds", paramLabel = "N", description = "How many seeds, instead of the file's.")
    private Integer seeds;

    @Mixin
    private WorkersOption workers;

    @Mixin
    private ExperimentOptions options;

    @Override
    public Integer call() {
        ExperimentFile experiment = options.read(file, seeds == null ? List.of() : List.of("seeds=" + seeds));
        Provenance session = Provenance.starting(commandLine(spec), workers.count());
        Path path = folder(out, experiment.experiment().name());
        String resolved = new ExperimentWriter(Catalog.standard()).write(experiment.experiment());
        RunFolder folder = RunFolder.create(path, RunDescription.comparison(session), resolved);
        try (Run run = Run.begin(folder, experiment, ExperimentOptions.folderOf(file))) {
            return new Execution(spec.commandLine().getOut()).of(run, workers);
        }
    }

    /** The folder that was asked for, or a new one below {@code runs}. */
    static Path folder(Path asked, String name) {
        return asked != null ? asked : RunFolder.reserve(Path.of(""), name, LocalDateTime.now(ZoneId.systemDefault()));
    }

    /** As it was typed, for the record. */
    static String commandLine(CommandSpec spec) {
        return "regimen "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
    }
}
