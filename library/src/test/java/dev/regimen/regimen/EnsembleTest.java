package dev.regimen.regimen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.budget.Budget;
import dev.regimen.task.ChangedExamples;
import dev.regimen.task.Examples;
import dev.regimen.task.Sample;
import dev.regimen.task.Sampling;
import dev.regimen.task.Task;
import dev.regimen.training.TinySystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    @Test
    void membersOfAMemberSeeWhatItSees() {
        List<Sample> samples = new ArrayList<>();
        Task watched = new Task(watched(task.examples(), samples), task.objective(), task.seams(), task.metrics());
        Ensemble nested =
                new Ensemble(2, new Snapshots(2, null, null, null), null, null, Sampling.BOOTSTRAP, null, null);
        TinyTraining.of(watched, Budget.steps(12)).run(nested);
        assertThat(samples).hasSize(4).extracting(Sample::sampling).containsOnly(Sampling.BOOTSTRAP);
        assertThat(samples.get(0)).isEqualTo(samples.get(1)).isNotEqualTo(samples.get(2));
    }

    @Test
    void oneAloneOrNobodyIsNoEnsemble() {
        for (int members : List.of(0, 1)) {
            assertThatThrownBy(() -> Ensemble.of(members, new EndToEnd(), null))
                    .hasMessageStartingWith("members is at least 2, not " + members);
            assertThatThrownBy(() -> new Fusion(members, null))
                    .hasMessageStartingWith("members is at least 2, not " + members);
        }
        assertThatThrownBy(() -> new Ensemble(null, null, List.of(), null, null, null, null))
                .hasMessage("regimens: an ensemble needs at least two members");
        assertThatThrownBy(() -> new Ensemble(null, null, List.of(new EndToEnd()), null, null, null, null))
                .hasMessageStartingWith("members is at least 2, not 1");
    }

    @Test
    void aSampleOfASampleIsRefused() {
        Ensemble inner = new Ensemble(2, null, null, null, Sampling.BOOTSTRAP, null, null);
        Ensemble outer = new Ensemble(2, inner, null, null, Sampling.BOOTSTRAP, null, null);
        assertThatThrownBy(() -> TinyTraining.of(task, Budget.steps(12)).run(outer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("let only one of them draw");
    }

    @Test
    void otherModelsSeeAPartOfTheFeaturesToo() {
        ModuleSettings reader = new ModuleSettings(List.of("point"), null, TinySystem.hidden(12, 4), null, null);
        ModuleSettings judge = new ModuleSettings(List.of("reader"), null, TinySystem.hidden(12, 2), null, null);
        OtherModel other = new OtherModel(Map.of("reader", reader, "judge", judge), null);
        assertThat(TinyTraining.of(task, Budget.steps(12))
                        .run(new Ensemble(2, other, null, null, null, 0.5, null))
                        .phases()
                        .get(0)
                        .trained())
                .contains("point-features");
    }

    /** Notes which samples are asked for. */
    private static Examples watched(Examples examples, List<Sample> samples) {
        return new ChangedExamples(examples, (seed, batchSize, sample) -> {
            samples.add(sample);
            return examples.training(seed, batchSize, sample);
        });
    }
}
