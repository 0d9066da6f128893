package dev.regimen.regimen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.budget.Budget;
import dev.regimen.model.net.Mlp;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.objective.Head;
import dev.regimen.training.TinySystem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OtherModelTest {
    private static ModuleSettings module(String reads, Head objective, int outputs) {
        return new ModuleSettings(
                List.of(reads), null, Mlp.of(outputs, 8), Optional.ofNullable(objective), Optional.empty());
    }

    private static TinyTraining training() {
        return TinyTraining.of(TinySystem.task(), Budget.steps(4));
    }

    @Test
    void trainsItsOwnModulesAndMayHaveSeamsOfItsOwn() {
        Map<String, ModuleSettings> modules = Map.of(
                "eye", module("point", new CrossEntropy(null, "quadrant"), 4),
                "reader", module("eye", null, 4),
                "judge", module("reader", null, 2));
        assertThat(training().run(new OtherModel(modules, new StepByStep())).phases())
                .extracting(phase -> phase.trained())
                .containsExactly(List.of("eye"), List.of("reader"), List.of("judge"));
    }

    @Test
    void mayLackASeamAndSaysNothingThere() {
        OtherModel without = new OtherModel(Map.of("judge", module("point", null, 2)), null);
        TinyTraining.Outcome outcome = training().run(without);
        assertThat(outcome.predictions()).containsOnlyKeys("judge");
        assertThat(outcome.scores().metrics()).containsKey("accuracy");
        assertThat(outcome.scores().seams().get("reader").values()).isNotEmpty().allMatch(value -> value.isNaN());
    }

    @Test
    void hasTheModuleThatTheFinalObjectiveIsAbout() {
        OtherModel without = new OtherModel(Map.of("reader", module("point", null, 2)), null);
        assertThatThrownBy(() -> training().run(without))
                .hasMessage("modules: the final objective is about 'judge', but the other model has reader");
        Map<String, ModuleSettings> differs = Map.of(
                "reader", module("point", new CrossEntropy(null, "parity"), 2), "judge", module("reader", null, 2));
        assertThatThrownBy(() -> training().run(new OtherModel(differs, null)))
                .hasMessageStartingWith("modules.reader.objective: it differs from that of the experiment's module");
    }

    @Test
    void isAModel() {
        assertThatThrownBy(() -> new OtherModel(Map.of(), null)).hasMessageStartingWith("modules is missing");
        Map<String, ModuleSettings> circle =
                Map.of("reader", module("judge", null, 2), "judge", module("reader", null, 2));
        assertThatThrownBy(() -> new OtherModel(circle, null)).hasMessageStartingWith("modules: ");
    }
}
