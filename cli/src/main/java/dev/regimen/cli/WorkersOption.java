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

    private Integer count;

    /** Refused while the command line is read, before there is a folder. */
    @Option(
            names = "--workers",
            paramLabel = "N",
            description =
                    "Trainings side by side; does not change results. Unless given, one for each processor, or for"
                            + " as many processors as the experiment has 'threads'.")
    void ask(int workers) {
        if (workers < 1) {
            throw new ParameterException(spec.commandLine(), "--workers is at least 1, not " + workers);
        }
        count = workers;
    }

    /** @param threads that each training computes with */
    int count(int threads) {
        return count != null ? count : Math.max(1, Runtime.getRuntime().availableProcessors() / threads);
    }

    /** Of trainings that compute with one thread each. */
    int count() {
        return count(1);
    }

    /** @param threads that each training computes with */
    Workers open(int threads) {
        return new Workers(count(threads));
    }

    /** For trainings that compute with one thread each. */
    Workers open() {
        return open(1);
    }
}
