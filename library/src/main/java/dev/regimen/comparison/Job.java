package dev.regimen.comparison;

import dev.regimen.training.TrainingKey;

/**
 * One training: of a contender with a seed, for the record or to try a learning rate.
 *
 * @param learningRate null for the experiment's own
 * @param trial whether it only tries the learning rate
 */
record Job(Contender contender, TrainingKey key, Double learningRate, boolean trial) {
    String name() {
        return contender.name();
    }

    /** Equal for trainings that may have phases in common. */
    Object group() {
        return new Group(key.seed(), trial, learningRate);
    }

    private record Group(long seed, boolean trial, Double learningRate) {}
}
