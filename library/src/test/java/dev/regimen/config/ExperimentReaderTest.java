package dev.regimen.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.budget.Budget;
import dev.regimen.model.net.ConvStack;
import dev.regimen.model.net.Mlp;
import dev.regimen.objective.Head;
import dev.regimen.optimizer.AdamSettings;
import dev.regimen.regimen.EndToEnd;
import dev.regimen.regimen.ModuleSettings;
import dev.regimen.regimen.Stage;
import dev.regimen.regimen.StepByStep;
import dev.regimen.training.Keep;
import dev.regimen.training.TrainerSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExperimentReaderTest {
    private final Experiment experiment = Sums.read(Sums.GOOD);

    @Test
    void readsTheGraphOfModules() {
        assertThat(experiment.spec().names()).containsExactly("reader", "adder");
        ModuleSettings reader = experiment.modules().get("reader");
        assertThat(reader.reads()).containsExactly("image");
        assertThat(reader.each()).contains("digits");
        assertThat(reader.net()).isEqualTo(ConvStack.of(10, 4));
        assertThat(experiment.modules().get("adder").net()).isEqualTo(Mlp.of(10, 16));
    }

    @Test
    void knowsWhichModuleAnObjectiveIsAbout() {
        Head seam = experiment.modules().get("reader").objective().orElseThrow();
        assertThat(seam.of()).isEqualTo("reader");
        assertThat(experiment.objective().heads()).extracting(Head::of).containsExactly("adder");
    }

    @Test
    void readsRegimensAsMapsAndAsNames() {
        assertThat(experiment.regimens())
                .isEqualTo(Map.of(
                        "joint",
                        new EndToEnd(),
                        "staged",
                        new StepByStep(List.of(Stage.of("reader"), Stage.of("adder")), null, null, null)));
    }

    @Test
    void fillsInDefaults() {
        assertThat(experiment.batchSize()).isEqualTo(64);
        assertThat(experiment.optimizer()).isEqualTo(AdamSettings.defaults());
        assertThat(experiment.select()).isEqualTo(Keep.LAST);
        assertThat(experiment.split()).isEqualTo(Split.FIXED);
        assertThat(experiment.tune()).isEmpty();
        assertThat(Sums.read(Sums.with("seeds: 3", "select: null")).seeds().numbers())
                .containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void readsSeedsAsACountOrAList() {
        assertThat(experiment.seeds().numbers()).containsExactly(1L, 2L, 3L);
        assertThat(Sums.read(Sums.with("seeds: 3", "seeds: [7, -1]")).seeds().numbers())
                .containsExactly(7L, -1L);
    }

    @Test
    void takesWordsThatOtherReadersTakeForTruthValuesAsWords() {
        assertThat(Sums.read(Sums.with("name: sums", "name: no")).name()).isEqualTo("no");
    }

    @Test
    void readsWholeNumbersInPowersOfTen() {
        assertThat(Sums.read(Sums.with("examples: 1000", "examples: 1.28e5")).budget())
                .isEqualTo(Budget.examples(128_000));
    }

    @Test
    void letsAnAliasStandForWhatItNames() {
        String anchored = Sums.with("channels: [4]", "channels: &sizes [4]").replace("hidden: 16", "hidden: *sizes");
        assertThat(Sums.read(anchored).modules().get("adder").net()).isEqualTo(Mlp.of(10, 4));
    }

    @Test
    void turnsIntoWhatTrainersNeed() {
        TrainerSettings settings = experiment.trainerSettings();
        assertThat(settings.evaluateEvery()).isEqualTo(Budget.examples(50));
        assertThat(settings.stopAt()).isNull();
        Experiment stopping = Sums.read(Sums.with(
                "budget: {examples: 1000}", "budget: {steps: 5}\ntarget: 0.9\nstop-at-target: true\nevaluations: 20"));
        assertThat(stopping.trainerSettings().evaluateEvery()).isEqualTo(Budget.steps(1));
        assertThat(stopping.trainerSettings().stopAt()).isEqualTo(0.9);
    }

    @Test
    void givesModulesTheirOwnOptimizers() {
        Experiment own = Sums.read(
                Sums.with("reads: [reader]", "reads: [reader]\n    optimizer: {type: sgd, learning-rate: 0.5}"));
        TrainerSettings settings = own.trainerSettings();
        assertThat(settings.optimizerOf("adder").learningRate()).isEqualTo(0.5);
        assertThat(settings.optimizerOf("reader")).isEqualTo(AdamSettings.defaults());
    }

    @Test
    void plansAComparison() {
        var plan = experiment.plan(TinyExamples.catalog(), seed -> null);
        assertThat(plan.contenders()).extracting("name").containsExactly("joint", "staged");
        assertThat(plan.contenders()).extracting("kind").containsExactly("end-to-end", "step-by-step");
        assertThat(plan.protocol().seeds()).containsExactly(1L, 2L, 3L);
        assertThat(plan.protocol().budget()).isEqualTo(Budget.examples(1000));
    }

    @Test
    void takesOtherSeeds() {
        assertThat(experiment.withSeeds(SeedList.count(1)).seeds().numbers()).containsExactly(1L);
        assertThat(experiment.withSeeds(experiment.seeds())).isEqualTo(experiment);
    }
}
