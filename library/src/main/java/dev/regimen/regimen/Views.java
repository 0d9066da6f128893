package dev.regimen.regimen;

import dev.regimen.model.ModelSpec;
import dev.regimen.model.net.FeatureSubset;
import dev.regimen.task.Task;
import dev.regimen.training.Trainer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What members see of their inputs, where that is a part of their numbers. */
final class Views {
    private static final String SUFFIX = "-features";

    private Views() {}

    /** The model, every input of numbers being seen in part. */
    static ModelSpec seeing(ModelSpec spec, Task task, FeatureSubset part) {
        List<String> numbers = task.examples().fields().entrySet().stream()
                .filter(field -> !field.getValue().categorical())
                .map(Map.Entry::getKey)
                .toList();
        return spec.behind(numbers, SUFFIX, part);
    }

    /** Another model that sees as much of its inputs as the trainer's. */
    static ModelSpec alike(Trainer trainer, ModelSpec other) {
        Optional<FeatureSubset> part = trainer.spec().modules().stream()
                .filter(module -> module.name().endsWith(SUFFIX))
                .map(module -> module.net())
                .filter(FeatureSubset.class::isInstance)
                .map(FeatureSubset.class::cast)
                .findFirst();
        return part.map(own -> seeing(other, trainer.task(), own)).orElse(other);
    }
}
