package dev.regimen.cli;

import dev.regimen.config.ExperimentFile;
import dev.regimen.run.Provenance;
import dev.regimen.run.Run;
import dev.regimen.run.RunDescription;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
        Provenance session = Provenance.starting(
                commandLine(spec), workers.count(experiment.experiment().threads()));
        RunDescription description = RunDescription.comparison(ExperimentOptions.folderOf(file), session);
        try (Run run = Run.begin(Optional.ofNullable(out), description, experiment)) {
            return new Execution(spec.commandLine().getOut()).of(run, workers);
        }
    }

    /** As it was typed, for the record. */
    static String commandLine(CommandSpec spec) {
        return "regimen "
                + String.join(" ", spec.root().commandLine().getParseResult().originalArgs());
    }
}
