package dev.regimen.training;

import dev.regimen.budget.Budget;
import dev.regimen.optimizer.OptimizerSettings;
import java.util.Map;

/**
 * How every phase of a training is run.
 *
 * @param batchSize examples per step
 * @param optimizer for modules without an optimizer of their own
 * @param moduleOptimizers optimizers of single modules
 * @param evaluateEvery how much training lies between two evaluations on the validation examples
 * @param keep which weights a phase ends with
 * @param stopAt value of the primary metric on the validation examples at which a phase with the final objective ends
 *     early; null for never
 * @param checkpointEvery seconds between checkpoints
 * @param precompute whether what frozen modules say of examples that come again is computed once, where that saves
 *     something (see {@link dev.regimen.model.FrozenOutputs})
 * @param threads among how many a step's batch is divided; not where what a trained module says of one example depends
 *     on the others (see {@link dev.regimen.model.Weights#dependOnBatch()}), nor where members are computed together
 */
public record TrainerSettings(
        int batchSize,
        OptimizerSettings optimizer,
        Map<String, OptimizerSettings> moduleOptimizers,
        Budget evaluateEvery,
        Keep keep,
        Double stopAt,
        double checkpointEvery,
        boolean precompute,
        int threads) {
    /** More than any machine has use for. */
    public static final int MOST_THREADS = 256;

    public TrainerSettings {
        moduleOptimizers = Map.copyOf(moduleOptimizers);
        if (batchSize < 1) {
            throw new IllegalArgumentException("batch-size is at least 1, not " + batchSize);
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("threads is from 1 to " + MOST_THREADS + ", not " + threads);
        }
        if (!(checkpointEvery > 0)) {
            throw new IllegalArgumentException(
                    "checkpoint-every is a positive number of seconds, not " + checkpointEvery);
        }
    }

    /** Settings that precompute, with one thread. */
    public TrainerSettings(
            int batchSize,
            OptimizerSettings optimizer,
            Map<String, OptimizerSettings> moduleOptimizers,
            Budget evaluateEvery,
            Keep keep,
            Double stopAt,
            double checkpointEvery) {
        this(batchSize, optimizer, moduleOptimizers, evaluateEvery, keep, stopAt, checkpointEvery, true, 1);
    }

    /** The optimizer of a module. */
    public OptimizerSettings optimizerOf(String module) {
        return moduleOptimizers.getOrDefault(module, optimizer);
    }

    /** The same with other optimizers of single modules. */
    public TrainerSettings withModuleOptimizers(Map<String, OptimizerSettings> others) {
        return new TrainerSettings(
                batchSize, optimizer, others, evaluateEvery, keep, stopAt, checkpointEvery, precompute, threads);
    }

    /** The same with another number of threads. */
    public TrainerSettings withThreads(int number) {
        return new TrainerSettings(
                batchSize,
                optimizer,
                moduleOptimizers,
                evaluateEvery,
                keep,
                stopAt,
                checkpointEvery,
                precompute,
                number);
    }

    /** The same with another learning rate for the modules without an optimizer of their own. */
    public TrainerSettings withLearningRate(double rate) {
        return new TrainerSettings(
                batchSize,
                optimizer.withLearningRate(rate),
                moduleOptimizers,
                evaluateEvery,
                keep,
                stopAt,
                checkpointEvery,
                precompute,
                threads);
    }
}
