package dev.regimen.cli;

import dev.regimen.config.ExperimentFile;
import dev.regimen.data.Names;
import dev.regimen.run.Provenance;
import dev.regimen.run.Run;
import dev.regimen.run.RunDescription;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trains one regimen with one seed. */
@Command(name = "train", description = "Train one regimen of an experiment with one seed.")
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE.yaml",
            description = "The experiment; the embedded one unless given.")
    private Path file;

    @Option(names = "--regimen", required = true, paramLabel = "NAME", description = "Its name in the file.")
    private String regimen;

    @Option(names = "--seed", paramLabel = "N", description = "The seed of all that is random; 1 unless given.")
    private long seed = 1;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the run is kept; runs/NAME-DATE unless given.")
    private Path out;

    @Mixin
    private WorkersOption workers;

    @Mixin
    private ExperimentOptions options;

    @Override
    public Integer call() {
        ExperimentFile experiment = options.read(file, List.of());
        Set<String> known = experiment.experiment().regimens().keySet();
        if (!known.contains(regimen)) {
            throw new IllegalArgumentException("--regimen: " + Names.unknown("regimen", regimen, known));
        }
        Provenance session = Provenance.starting(
                CompareCommand.commandLine(spec),
                workers.count(experiment.experiment().threads()));
        RunDescription description = RunDescription.training(regimen, seed, ExperimentOptions.folderOf(file), session);
        try (Run run = Run.begin(Optional.ofNullable(out), description, experiment)) {
            return new Execution(spec.commandLine().getOut()).of(run, workers);
        }
    }
}
