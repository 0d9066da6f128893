package dev.regimen.benchmarks.worker;

import dev.regimen.benchmarks.work.Work;
import dev.regimen.benchmarks.work.WorkFolder;
import dev.regimen.budget.Budget;
import dev.regimen.data.Batch;
import dev.regimen.regimen.TrainingResult;
import dev.regimen.training.Trainer;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** Predicts again and again, with what a regimen gives; after a single step, as the weights do not matter. */
final class RegimenPrediction implements Worker {
    private final RegimenSetting setting;
    private final TrainingResult trained;

    RegimenPrediction(WorkFolder folder) {
        setting = new RegimenSetting(folder);
        try (Trainer trainer = setting.trainer(0)) {
            trained = setting.regimen().train(trainer, Budget.steps(1));
        }
    }

    @Override
    public long parameters() {
        return trained.trainedParameters() / setting.work().members();
    }

    @Override
    public Round round(long seed) {
        Work work = setting.work();
        Tensor inputs = setting.examples().test().column(FileExamples.INPUT);
        long start = System.nanoTime();
        for (int call = 0; call < work.calls(); call++) {
            try (PointerScope scope = new PointerScope()) {
                Tensor some = inputs.narrow(0, (long) call * work.batch() % inputs.size(0), work.batch());
                trained.predictor().predict(new Batch(work.batch(), Map.of(FileExamples.INPUT, some)));
            }
        }
        return new Round((System.nanoTime() - start) / 1e9, null);
    }

    @Override
    public void close() {
        trained.close();
        setting.close();
    }
}
