package dev.regimen.regimen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.budget.Budget;
import dev.regimen.task.ChangedExamples;
import dev.regimen.task.Examples;
import dev.regimen.task.Sample;
import dev.regimen.task.Sampling;
import dev.regimen.task.Task;
import dev.regimen.training.TinySystem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EnsembleTest {
    private static Task task;

    @BeforeAll
    static void open() {
        task = TinySystem.task();
    }

    @AfterAll
    static void close() {
        task.examples().close();
    }

    /** With a sample for every phase, a member of three phases would see 95 % of the examples, not 63 %. */
    @Test
    void allPhasesOfAMemberSeeTheSameBootstrap() {
        List<Sample> samples = new ArrayList<>();
        Task watched = new Task(watched(task.examples(), samples), task.objective(), task.seams(), task.metrics());
        Regimen bagged = new Ensemble(2, StepByStep.thenEndToEnd(), null, null, Sampling.BOOTSTRAP, null, null);
        TinyTraining.of(watched, Budget.steps(12)).run(bagged);
        assertThat(samples).hasSize(6).extracting(Sample::sampling).containsOnly(Sampling.BOOTSTRAP);
        assertThat(samples.subList(0, 3)).containsOnly(samples.get(0));
        assertThat(samples.subList(3, 6)).containsOnly(samples.get(3));
        assertThat(samples.get(3)).isNotEqualTo(samples.get(0));
    }

    /** Notes which samples are asked for. */
    private static Examples watched(Examples examples, List<Sample> samples) {
        return new ChangedExamples(examples, (seed, batchSize, sample) -> {
            samples.add(sample);
            return examples.training(seed, batchSize, sample);
        });
    }
}
