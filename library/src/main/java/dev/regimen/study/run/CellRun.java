package dev.regimen.study.run;

import dev.regimen.config.Catalog;
import dev.regimen.config.ExperimentFile;
import dev.regimen.config.ExperimentReader;
import dev.regimen.run.Provenance;
import dev.regimen.run.Results;
import dev.regimen.run.Run;
import dev.regimen.run.RunDescription;
import dev.regimen.run.RunFolder;
import dev.regimen.run.RunFolderException;
import dev.regimen.study.Cell;
import dev.regimen.study.CellResult;
import dev.regimen.study.Setup;
import dev.regimen.torch.Workers;
import dev.regimen.training.TrainingListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** One cell's run: begun, gone on with, or read if it is done. */
final class CellRun {
    private final Cell cell;
    private final StudyFolder folder;
    private final Setup setup;
    private final Provenance session;

    CellRun(Cell cell, StudyFolder folder, Setup setup, Provenance session) {
        this.cell = cell;
        this.folder = folder;
        this.setup = setup;
        this.session = session;
    }

    /**
     * What came out if it is done.
     *
     * @throws RunFolderException if the folder has a run of other settings
     */
    Optional<CellResult> done() {
        Path results = folder.cell(cell).resolve("results.json");
        if (!Files.exists(results)) {
            return Optional.empty();
        }
        requireSame();
        return Optional.of(new CellResult(cell, Results.read(results)));
    }

    /** Trains what is not trained yet; nothing if it was cancelled. */
    Optional<CellResult> train(Workers workers, TrainingListener listener, BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            return Optional.empty();
        }
        try (Run run = open()) {
            return run.train(workers, listener, cancelled).map(results -> new CellResult(cell, results));
        }
    }

    private Run open() {
        folder.clear(cell);
        if (RunFolder.isRun(folder.cell(cell))) {
            requireSame();
            return Run.of(RunFolder.resume(folder.cell(cell), session));
        }
        RunDescription description = RunDescription.comparison(setup.data(), session);
        return Run.begin(Optional.of(folder.cell(cell)), description, cell.file());
    }

    /**
     * What a folder holds must be what the study would begin today: otherwise its numbers are of something else. A
     * setting that there was not when it was begun has its default.
     */
    private void requireSame() {
        Path path = folder.cell(cell);
        Path file = RunFolder.open(path).experiment();
        ExperimentFile begun = new ExperimentReader(Catalog.standard()).read(file, List.of());
        if (!cell.file().experiment().equals(begun.experiment())) {
            throw new RunFolderException(path + " was begun with other settings than this version of the study has;"
                    + " name another folder by --out, or delete this cell");
        }
    }
}
