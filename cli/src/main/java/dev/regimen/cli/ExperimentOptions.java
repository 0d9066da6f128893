package dev.regimen.cli;

import dev.regimen.config.Catalog;
import dev.regimen.config.ExperimentFile;
import dev.regimen.config.ExperimentReader;
import dev.regimen.run.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What changes an experiment on the command line. */
final class ExperimentOptions {
    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Change a setting, as in --set budget.examples=1000. May be given several times.")
    private List<String> settings = new ArrayList<>();

    /** Reads a file, or the embedded experiment if there is none. */
    ExperimentFile read(Path file, List<String> more) {
        ExperimentReader reader = new ExperimentReader(Catalog.standard());
        List<String> all = new ArrayList<>(settings);
        all.addAll(more);
        return file == null ? reader.embedded(all) : reader.read(file, all);
    }

    /** The folder that relative paths in the file are relative to. */
    static Path folderOf(Path file) {
        return file == null ? Path.of("") : RunFolder.dataFolder(file);
    }
}
