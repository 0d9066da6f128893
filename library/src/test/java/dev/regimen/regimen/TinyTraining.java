package dev.regimen.regimen;

import dev.regimen.budget.Budget;
import dev.regimen.budget.StopReason;
import dev.regimen.model.ModelSpec;
import dev.regimen.task.Evaluation;
import dev.regimen.task.SampleValues;
import dev.regimen.task.Samples;
import dev.regimen.task.Scores;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.MemoryStore;
import dev.regimen.training.PhaseReport;
import dev.regimen.training.Surroundings;
import dev.regimen.training.TinySystem;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainerSettings;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A training of the tiny system, to be varied.
 *
 * @param store keeps what it learned
 */
record TinyTraining(
        Task task,
        TrainerSettings settings,
        Budget budget,
        long seed,
        int workers,
        MemoryStore store,
        TrainingListener listener,
        BooleanSupplier cancelled) {
    static TinyTraining of(Task task, Budget budget) {
        return new TinyTraining(
                task, TinySystem.settings(), budget, 7, 1, new MemoryStore(), TrainingListener.SILENT, () -> false);
    }

    TinyTraining withTask(Task other) {
        return new TinyTraining(other, settings, budget, seed, workers, store, listener, cancelled);
    }

    TinyTraining withSettings(TrainerSettings other) {
        return new TinyTraining(task, other, budget, seed, workers, store, listener, cancelled);
    }

    TinyTraining withSeed(long other) {
        return new TinyTraining(task, settings, budget, other, workers, store, listener, cancelled);
    }

    TinyTraining withWorkers(int count) {
        return new TinyTraining(task, settings, budget, seed, count, store, listener, cancelled);
    }

    TinyTraining withListener(TrainingListener other) {
        return new TinyTraining(task, settings, budget, seed, workers, store, other, cancelled);
    }

    TinyTraining withCancelled(BooleanSupplier other) {
        return new TinyTraining(task, settings, budget, seed, workers, store, listener, other);
    }

    /**
     * What came out of it.
     *
     * @param phases of all members too
     * @param predictions for some test examples, by module
     */
    record Outcome(
            StopReason stop,
            List<PhaseReport> phases,
            List<StopReason> members,
            Map<String, SampleValues> predictions,
            Scores scores) {}

    Outcome run(Regimen regimen) {
        return run(regimen, TinySystem.spec());
    }

    Outcome run(Regimen regimen, ModelSpec spec) {
        try (Workers pool = new Workers(workers)) {
            Surroundings surroundings = new Surroundings(store, listener, cancelled, pool, Optional.empty());
            TrainingKey key = TrainingKey.of("tiny", seed);
            try (Trainer trainer = new Trainer(spec, task, settings, key, surroundings);
                    TrainingResult result = regimen.train(trainer, budget)) {
                return new Outcome(
                        result.stop(),
                        result.allPhases().toList(),
                        result.members().stream().map(TrainingResult::stop).toList(),
                        Samples.predictions(result.predictor(), task),
                        Evaluation.scores(
                                result.predictor(), task, task.examples().validation()));
            }
        }
    }
}
