package dev.regimen.benchmarks.profile;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    private static final Map<String, StepPart> METHODS = Map.of(
            "training.Batches.<init>", BATCH,
            "training.Batches.of", BATCH,
            "training.Batches.stacked", BATCH,
            "model.Model.forward", FORWARD,
            "model.StackedModel.forward", FORWARD,
            "training.Backward.run", BACKWARD,
            "training.Updates.clip", OPTIMIZER,
            "training.Updates.move", OPTIMIZER,
            "training.LearningCurve.evaluate", EVALUATION,
            "task.Evaluation.scores", EVALUATION);

    /** What is done in a round but not timed. */
    private static final String UNTIMED = "benchmarks.worker.RegimenTraining.accuracy";

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
        if (!trains || ours.contains(UNTIMED)) {
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
