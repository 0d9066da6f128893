package dev.regimen.cli;

import dev.regimen.config.ExperimentReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes an experiment to start from. */
@Command(name = "new", description = "Write a commented experiment to start from.")
final class NewCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE.yaml", description = "The file to make; it must not exist yet.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        try {
            Files.writeString(file, ExperimentReader.template(), StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException(file + " exists already; it is not overwritten", e);
        }
        spec.commandLine().getOut().println("Wrote " + file + ". Try: regimen compare " + file);
        return 0;
    }
}
