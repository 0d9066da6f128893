package dev.regimen.comparison;

import dev.regimen.budget.Budget;
import dev.regimen.regimen.Regimen;
import dev.regimen.regimen.TrainingResult;
import dev.regimen.torch.TensorData;
import dev.regimen.training.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A regimen that notes what every training was given, unless it was only looked at. */
record WatchedRegimen(Regimen regimen, List<Given> given) implements Regimen {
    WatchedRegimen(Regimen regimen) {
        this(regimen, new CopyOnWriteArrayList<>());
    }

    /**
     * What a training began with.
     *
     * @param weights the first number of each
     */
    record Given(long seed, Budget budget, double learningRate, List<Float> weights) {}

    @Override
    public TrainingResult train(Trainer trainer, Budget budget) {
        List<Float> weights = new ArrayList<>();
        trainer.weights().values().forEach(tensor -> weights.add(TensorData.toFloats(tensor)[0]));
        double rate = trainer.settings().optimizer().learningRate();
        TrainingResult result = regimen.train(trainer, budget);
        if (result.allPhases().anyMatch(phase -> phase.spent().steps() > 0)) {
            given.add(new Given(trainer.seed(), budget, rate, weights));
        }
        return result;
    }
}
