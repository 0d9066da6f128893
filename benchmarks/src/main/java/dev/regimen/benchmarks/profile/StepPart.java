package dev.regimen.benchmarks.profile;

import static java.util.Map.entry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What Regimen is at. */
enum StepPart {
    /** Fetching examples, and what frozen modules say of them. */
    BATCH,
    FORWARD,
    /** The loss, too. */
    BACKWARD,
    /** Clipping, too. */
    OPTIMIZER,
    /** On validation examples while it trains and on test examples at the end. */
    EVALUATION,
    /** Making models and optimizers, counting, freeing what a step made. */
    REST;

    private static final String LIBRARY = "dev.regimen.";

    /** By the methods that lead to them; the outermost counts, as an evaluation has a forward pass, too. */
    static final Map<String, StepPart> METHODS = Map.ofEntries(
            entry("training.Batches.<init>", BATCH),
            entry("training.Batches.of", BATCH),
            entry("training.Batches.stacked", BATCH),
            entry("model.Model.forward", FORWARD),
            entry("model.StackedModel.forward", FORWARD),
            entry("training.Backward.run", BACKWARD),
            entry("training.Updates$Group.clip", OPTIMIZER),
            entry("training.Updates$Group.step", OPTIMIZER),
            entry("training.LearningCurve.evaluate", EVALUATION),
            entry("task.Evaluation.fold", EVALUATION),
            entry("task.Latency.seconds", EVALUATION));

    /** What is done in a round but not timed. */
    private static final Set<String> UNTIMED =
            Set.of("benchmarks.worker.RegimenTraining.accuracy", "benchmarks.worker.RegimenSetting.trainer");

    /**
     * By the stack of a thread.
     *
     * @param stack from the innermost frame to the outermost
     * @return nothing if the thread does nothing of what is timed
     */
    static Optional<StepPart> of(StackTraceElement[] stack) {
        List<String> ours = Stream.of(stack)
                .filter(frame -> frame.getClassName().startsWith(LIBRARY))
                .map(frame -> frame.getClassName().substring(LIBRARY.length()) + "." + frame.getMethodName())
                .toList();
        boolean trains = ours.stream().anyMatch(name -> !name.startsWith("benchmarks."));
        if (!trains || ours.stream().anyMatch(UNTIMED::contains)) {
            return Optional.empty();
        }
        StepPart part = REST;
        for (String name : ours) {
            part = METHODS.getOrDefault(name, part);
        }
        return Optional.of(part);
    }

    @Override
    public String toString() {
        return this == REST ? "the rest" : name().toLowerCase(Locale.ROOT);
    }
}
