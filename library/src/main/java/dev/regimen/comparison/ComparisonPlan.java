package dev.regimen.comparison;

import dev.regimen.data.Names;
import dev.regimen.model.ModelSpec;
import dev.regimen.task.Task;
import dev.regimen.training.TrainerSettings;
import dev.regimen.training.TrainingKey;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * What is compared, on what, and how.
 *
 * @param experiment its name
 * @param spec the model that every contender trains
 * @param tasks the task for a seed; the same one for all seeds unless the split is drawn per seed. Stays the caller's,
 *     who closes its examples
 * @param settings of every contender's trainer
 * @param contenders at least one, each with a name of its own
 */
public record ComparisonPlan(
        String experiment,
        ModelSpec spec,
        LongFunction<Task> tasks,
        TrainerSettings settings,
        List<Contender> contenders,
        Protocol protocol) {
    public ComparisonPlan {
        contenders = List.copyOf(contenders);
        if (contenders.isEmpty()) {
            throw new IllegalArgumentException("regimens: a comparison needs at least one");
        }
        Set<String> names = new HashSet<>();
        contenders.stream()
                .map(Contender::name)
                .filter(name -> !names.add(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("regimens: two contenders are called '" + name
                            + "'; results are kept by name, so each needs its own");
                });
    }

    /** The trainings that are reported: of every contender with every seed. */
    public List<TrainingKey> keys() {
        return contenders.stream()
                .flatMap(contender -> protocol.seeds().stream().map(seed -> TrainingKey.of(contender.name(), seed)))
                .toList();
    }

    /** The trials of a contender, by the learning rate that each tries; none if nothing is tuned. */
    public Map<TrainingKey, Double> trials(String contender) {
        Map<TrainingKey, Double> trials = new LinkedHashMap<>();
        protocol.tuning().ifPresent(tuning -> tuning.learningRates().forEach(rate -> tuning.tuningSeeds()
                .forEach(seed -> trials.put(TrainingKey.of("tuning/" + contender + "/" + rate, seed), rate))));
        return trials;
    }

    /**
     * The same for one contender alone.
     *
     * @throws IllegalArgumentException if there is none of this name; the message names the nearest
     */
    public ComparisonPlan only(String name) {
        return new ComparisonPlan(experiment, spec, tasks, settings, List.of(contender(name)), protocol);
    }

    /** @throws IllegalArgumentException if there is none of this name; the message names the nearest */
    public Contender contender(String name) {
        return contenders.stream()
                .filter(contender -> contender.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Names.unknown(
                        "regimen",
                        name,
                        contenders.stream().map(Contender::name).toList())));
    }
}
