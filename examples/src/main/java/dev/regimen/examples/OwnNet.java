package dev.regimen.examples;

import dev.regimen.budget.Budget;
import dev.regimen.comparison.Comparison;
import dev.regimen.comparison.ComparisonResult;
import dev.regimen.comparison.ResultStore;
import dev.regimen.config.Catalog;
import dev.regimen.config.CatalogEntry;
import dev.regimen.config.ExperimentFile;
import dev.regimen.config.ExperimentReader;
import dev.regimen.data.source.EmbeddedDigits;
import dev.regimen.metric.Accuracy;
import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.optimizer.AdamSettings;
import dev.regimen.regimen.EndToEnd;
import dev.regimen.regimen.TrainingResult;
import dev.regimen.task.ClassificationSettings;
import dev.regimen.task.Evaluation;
import dev.regimen.task.Examples;
import dev.regimen.task.Scores;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.Keep;
import dev.regimen.training.Surroundings;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainerSettings;
import dev.regimen.training.TrainingKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A net of one's own, {@link Gated}, used from Java and by name from YAML. */
public final class OwnNet {
    private OwnNet() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println("From Java: " + train(Budget.examples(48_000)).metrics());
        fromYaml(List.of()).verdicts().values().forEach(System.out::println);
    }

    /** Trains it alone on single digits. */
    static Scores train(Budget budget) {
        ModelSpec model = ModelSpec.of(ModuleSpec.of("reader", "image", new Gated(64, 10)));
        TrainerSettings settings =
                new TrainerSettings(64, AdamSettings.defaults(), Map.of(), budget.part(1.0 / 10), Keep.LAST, null, 30);
        try (Examples examples = ClassificationSettings.of(new EmbeddedDigits()).open(Path.of(""));
                Workers workers = new Workers(1)) {
            Task task = new Task(examples, new CrossEntropy("reader", "label"), Map.of(), List.of(new Accuracy()));
            try (Trainer trainer =
                            new Trainer(model, task, settings, TrainingKey.of("own", 1), Surroundings.plain(workers));
                    TrainingResult result = new EndToEnd().train(trainer, budget)) {
                return Evaluation.scores(result.predictor(), task, examples.test());
            }
        }
    }

    /** Compares two regimens of an experiment that says {@code net: {type: gated, outputs: 10}}. */
    static ComparisonResult fromYaml(List<String> overrides) throws IOException {
        Catalog catalog = Catalog.standard()
                .with(CatalogEntry.of("gated", Gated.class, "a gate that lets part of its input through")
                        .needing("{outputs: 10}"));
        ExperimentFile file = new ExperimentReader(catalog).read("own-net.yaml", yaml(), overrides);
        try (Examples examples = file.open(Path.of(""), 1);
                Workers workers = new Workers(Runtime.getRuntime().availableProcessors())) {
            file.check(examples);
            Task task = file.experiment().task(examples);
            return new Comparison(
                            file.experiment().plan(catalog, seed -> task),
                            ResultStore.NONE,
                            Surroundings.plain(workers))
                    .run()
                    .orElseThrow();
        }
    }

    private static String yaml() throws IOException {
        try (InputStream stream = OwnNet.class.getResourceAsStream("own-net.yaml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
