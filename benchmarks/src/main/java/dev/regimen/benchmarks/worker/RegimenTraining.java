package dev.regimen.benchmarks.worker;

import dev.regimen.benchmarks.work.WorkFolder;
import dev.regimen.regimen.TrainingResult;
import dev.regimen.task.Evaluation;
import dev.regimen.training.Trainer;
import org.bytedeco.pytorch.Tensor;

/** Trains one model, a chain of modules, or an ensemble by a regimen. */
final class RegimenTraining implements Worker {
    private final RegimenSetting setting;

    RegimenTraining(WorkFolder folder) {
        setting = new RegimenSetting(folder);
    }

    @Override
    public long parameters() {
        try (Trainer trainer = setting.trainer(0)) {
            return trainer.weights().values().stream().mapToLong(Tensor::numel).sum();
        }
    }

    @Override
    public Round round(long seed) {
        try (Trainer trainer = setting.trainer(seed)) {
            trainer.weights(); // a single model is made here and not while it is timed, as by the peers
            long start = System.nanoTime();
            try (TrainingResult result = setting.regimen().train(trainer, setting.budget())) {
                double seconds = (System.nanoTime() - start) / 1e9;
                return new Round(seconds, accuracy(result));
            }
        }
    }

    private double accuracy(TrainingResult result) {
        return Evaluation.scores(
                        result.predictor(), setting.task(), setting.examples().test())
                .metrics()
                .get("accuracy");
    }

    @Override
    public void close() {
        setting.close();
    }
}
