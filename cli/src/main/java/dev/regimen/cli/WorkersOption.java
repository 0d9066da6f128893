package dev.regimen.cli;

import dev.regimen.torch.Workers;
import picocli.CommandLine.Option;

/** How many trainings run side by side. */
final class WorkersOption {
    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Trainings side by side; does not change results. All processors unless given.")
    private int count = Runtime.getRuntime().availableProcessors();

    int count() {
        return count;
    }

    Workers open() {
        return new Workers(count);
    }
}
