package dev.regimen.cli;

import dev.regimen.run.Provenance;
import dev.regimen.run.Run;
import dev.regimen.run.RunFolder;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Goes on with a run that was stopped or killed. */
@Command(
        name = "resume",
        description = "Go on where a stopped run was. What comes out is bit-equal to an uninterrupted run's.")
final class ResumeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "The run's folder.")
    private Path folder;

    @Mixin
    private WorkersOption workers;

    @Override
    public Integer call() {
        int threads = Run.experimentOf(folder).threads();
        Provenance session = Provenance.starting(CompareCommand.commandLine(spec), workers.count(threads));
        try (Run run = Run.of(RunFolder.resume(folder, session))) {
            return new Execution(spec.commandLine().getOut()).of(run, workers);
        }
    }
}
