package dev.regimen.examples;

import dev.regimen.config.Catalog;
import dev.regimen.config.Experiment;
import dev.regimen.config.ExperimentFile;
import dev.regimen.config.ExperimentReader;
import dev.regimen.explanation.Explainer;
import dev.regimen.explanation.Explanation;
import dev.regimen.regimen.Regimen;
import dev.regimen.task.Examples;
import dev.regimen.torch.Workers;
import java.nio.file.Path;
import java.util.List;

/** Explanations of the experiments in this folder. */
final class Explanations {
    private Explanations() {}

    /** Of a regimen that trains the reader and the adder of the control experiment. */
    static Explanation explain(Regimen regimen) {
        return explain(Path.of("controls.yaml"), regimen);
    }

    /** Of a regimen that trains the model of a file. */
    static Explanation explain(Path path, Regimen regimen) {
        ExperimentFile file = new ExperimentReader(Catalog.standard()).read(path, List.of());
        Experiment experiment = file.experiment();
        try (Examples examples = file.open(Path.of(""), 1);
                Workers workers = new Workers(1)) {
            return new Explainer(experiment.spec(), experiment.task(examples), experiment.trainerSettings(), workers)
                    .explain(experiment.name(), regimen, experiment.budget(), 1);
        }
    }
}
