package dev.regimen.cli;

import dev.regimen.torch.Workers;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How many trainings run side by side. */
final class WorkersOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private int count = Runtime.getRuntime().availableProcessors();

    /** Refused while the command line is read, before there is a folder. */
    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Trainings side by side; does not change results. All processors unless given.")
    void count(int workers) {
        if (workers < 1) {
            throw new ParameterException(spec.commandLine(), "--workers is at least 1, not " + workers);
        }
        count = workers;
    }

    int count() {
        return count;
    }

    Workers open() {
        return new Workers(count);
    }
}
