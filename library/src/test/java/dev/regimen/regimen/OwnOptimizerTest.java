package dev.regimen.regimen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.budget.Budget;
import dev.regimen.optimizer.ConstantSchedule;
import dev.regimen.optimizer.OptimizerSettings;
import dev.regimen.optimizer.Schedule;
import dev.regimen.optimizer.Updater;
import dev.regimen.task.Task;
import dev.regimen.training.TinySystem;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** An optimizer of a person's own, written outside the package of the ready-made ones. */
class OwnOptimizerTest {
    @Test
    void isRunLikeTheReadyMadeOnes() {
        Task task = TinySystem.task();
        TinyTraining training = TinyTraining.of(task, Budget.steps(3));
        var own = training.settings().withModuleOptimizers(Map.of("reader", new Still(), "judge", new Still()));
        assertThat(training.withSettings(own).run(new EndToEnd()).phases())
                .extracting(phase -> phase.updates().get("reader"))
                .containsExactly(3L);
        task.examples().close();
    }

    private record Still() implements OptimizerSettings {
        @Override
        public Double learningRate() {
            return 0.1;
        }

        @Override
        public Schedule schedule() {
            return new ConstantSchedule();
        }

        @Override
        public Double clipNorm() {
            return null;
        }

        @Override
        public OptimizerSettings withLearningRate(double rate) {
            return this;
        }

        @Override
        public Updater updater(Map<String, Tensor> parameters) {
            return new Updater() {
                @Override
                public void step(double learningRate) {}

                @Override
                public Map<String, Tensor> state() {
                    return Map.of();
                }

                @Override
                public void close() {}
            };
        }
    }
}
