package dev.regimen.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.budget.Budget;
import dev.regimen.ensemble.Mean;
import dev.regimen.regimen.EndToEnd;
import dev.regimen.regimen.Ensemble;
import dev.regimen.regimen.Regimen;
import dev.regimen.regimen.StepByStep;
import dev.regimen.regimen.TrainingResult;
import dev.regimen.task.Samples;
import dev.regimen.task.Task;
import dev.regimen.torch.Workers;
import dev.regimen.training.MemoryStore;
import dev.regimen.training.Probe;
import dev.regimen.training.Surroundings;
import dev.regimen.training.TinySystem;
import dev.regimen.training.Trainer;
import dev.regimen.training.TrainingKey;
import dev.regimen.training.TrainingListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignalProbeTest {
    private static final Budget BUDGET = Budget.examples(960);
    private final SignalProbe probe = new SignalProbe(new SignalMeter(20, 4, 1));

    static List<Regimen> regimens() {
        return List.of(new EndToEnd(), new StepByStep(), StepByStep.thenEndToEnd());
    }

    /** The tiny system has dropout and batch norm, and step by step has frozen modules. */
    @ParameterizedTest
    @MethodSource("regimens")
    void trainingIsBitEqualWithAndWithoutLooking(Regimen regimen) {
        MemoryStore plain = new MemoryStore();
        MemoryStore probed = new MemoryStore();
        Object expected = train(regimen, Probe.NONE, plain);
        assertThat(train(regimen, probe, probed)).usingRecursiveComparison().isEqualTo(expected);
        assertThat(probed.tensors()).isEqualTo(plain.tensors());
        assertThat(probe.points()).isNotEmpty();
    }

    @Test
    void looksBeforeTheFirstStepAndAtEveryEvaluation() {
        train(new EndToEnd(), probe, new MemoryStore());
        assertThat(probe.points())
                .extracting(point -> point.spent().examples())
                .containsExactly(0L, 160L, 320L, 480L, 640L, 800L, 960L);
        assertThat(probe.points()).allSatisfy(point -> {
            assertThat(point.key()).isEqualTo(TrainingKey.of("tiny", 7));
            assertThat(point.phase()).isEqualTo("end-to-end");
            assertThat(point.signals()).hasSize(3);
        });
        Task task = TinySystem.task();
        assertThat(probe.points().get(0).signals())
                .isEqualTo(new SignalMeter(20, 4, 1).atInitialisation(TinySystem.spec(), task, 7));
        task.examples().close();
    }

    @Test
    void looksAtMembers() {
        train(Ensemble.of(2, new EndToEnd(), new Mean()), probe, new MemoryStore());
        assertThat(probe.points()).extracting(point -> point.key().members()).contains(List.of(0), List.of(1));
    }

    private static Map<String, ?> train(Regimen regimen, Probe looking, MemoryStore store) {
        Task task = TinySystem.task();
        try (Workers workers = new Workers(1)) {
            Surroundings surroundings = new Surroundings(
                            store, TrainingListener.SILENT, () -> false, workers, Optional.empty())
                    .probedBy(looking);
            try (Trainer trainer = new Trainer(
                            TinySystem.spec(), task, TinySystem.settings(), TrainingKey.of("tiny", 7), surroundings);
                    TrainingResult result = regimen.train(trainer, BUDGET)) {
                return Samples.predictions(result.predictor(), task);
            }
        } finally {
            task.examples().close();
        }
    }
}
