package dev.regimen.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.budget.Budget;
import dev.regimen.model.net.Mlp;
import dev.regimen.optimizer.SgdSettings;
import dev.regimen.regimen.EndToEnd;
import dev.regimen.regimen.StepByStep;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {
    @Test
    void replaceWhatTheFileSays() {
        Experiment changed = Sums.read(
                Sums.GOOD, "budget.examples=2000", "modules.adder.net.hidden=[64, 32]", "seeds=[9]", "batch-size=8");
        assertThat(changed.budget()).isEqualTo(Budget.examples(2000));
        assertThat(changed.modules().get("adder").net()).isEqualTo(Mlp.of(10, 64, 32));
        assertThat(changed.seeds().numbers()).containsExactly(9L);
        assertThat(changed.batchSize()).isEqualTo(8);
    }

    @Test
    void addWhatTheFileDoesNotSay() {
        Experiment changed = Sums.read(
                Sums.GOOD,
                "tune.learning-rates=[0.1, 0.01]",
                "regimens.other=end-to-end",
                "optimizer={type: sgd}",
                "optimizer.learning-rate=0.5");
        assertThat(changed.tune().orElseThrow().learningRates()).containsExactly(0.1, 0.01);
        assertThat(changed.regimens()).containsEntry("other", new EndToEnd());
        assertThat(changed.optimizer()).isEqualTo(SgdSettings.defaults().withLearningRate(0.5));
    }

    @Test
    void giveSettingsToATypeThatWasWrittenAsAWord() {
        Experiment changed = Sums.read(Sums.GOOD, "regimens.joint=step-by-step", "regimens.joint.then=end-to-end");
        assertThat(changed.regimens().get("joint")).isEqualTo(StepByStep.thenEndToEnd());
    }

    @Test
    void nullLeavesAContenderOut() {
        assertThat(Sums.read(Sums.GOOD).regimens()).containsKeys("joint", "staged");
        assertThat(Sums.read(Sums.GOOD, "regimens.joint=null").regimens())
                .containsKey("staged")
                .doesNotContainKey("joint");
    }

    @Test
    void reachItemsOfLists() {
        Experiment changed =
                Sums.read(Sums.GOOD, "regimens.staged.stages.1={modules: adder}", "regimens.staged.stages.1.share=3");
        assertThat(((StepByStep) changed.regimens().get("staged"))
                        .stages()
                        .get(1)
                        .share())
                .isEqualTo(3.0);
    }

    @Test
    void replaceAFieldThatHasAnotherMeaningWhole() {
        assertThat(Sums.read(Sums.GOOD, "budget={steps: 10}").budget()).isEqualTo(Budget.steps(10));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "budget.exampels=5|--set budget.exampels=5: budget: unknown setting 'exampels'; did you mean 'examples'? Known are: examples, seconds, steps",
                "budget.examples=x|--set budget.examples=x: budget.examples: expected a number, found 'x'",
                "budget.examples=|--set budget.examples=: budget.examples: expected a number, found the text ''",
                "budget.examples|--set budget.examples: expected key.path=value, as in budget.examples=1000",
                "=5|--set =5: expected key.path=value, as in budget.examples=1000",
                "budget..examples=5|--set budget..examples=5: a key is empty in 'budget..examples'",
                "regimens.stagd=null|--set regimens.stagd=null: regimens: unknown name 'stagd'; did you mean 'staged'? Known are: joint, staged",
                "modules.addr.net.hidden=[5]|--set modules.addr.net.hidden=[5]: modules: unknown name 'addr'; did you mean 'adder'? Known are: adder, reader",
                "modules.adder.net.hiden=[5]|--set modules.adder.net.hiden=[5]: modules.adder.net: unknown setting 'hiden'; did you mean 'hidden'? Known are: ",
                "modules.adder.net.hidden=[5|--set modules.adder.net.hidden=[5:1:3: not valid YAML: expected ',' or ']', but got <stream end> while parsing a flow sequence",
                "modules.adder.net.outputs=0|--set modules.adder.net.outputs=0: modules.adder.net.outputs: outputs of mlp is 0, but must be a whole number from 1",
                "optimizer.learning-rate=0.1|--set optimizer.learning-rate=0.1: optimizer: 'type' is missing; the optimizers are: ",
                "regimens.staged.stages.2.share=1|--set regimens.staged.stages.2.share=1: regimens.staged.stages: a list of 2, in which there is no item '2'",
                "nonsense=1|--set nonsense=1: unknown setting 'nonsense'; known are: batch-size, budget, checkpoint-every, data, evaluations, metrics, modules, name, objective, optimizer, precompute, reference, regimens, seeds, select, share-phases, split, stop-at-target, target, threads, tune",
            })
    void nameTheOptionThatIsWrong(String option, String message) {
        assertThatThrownBy(() -> Sums.reader().read("sums.yaml", Sums.GOOD, List.of(option)))
                .isExactlyInstanceOf(ConfigException.class)
                .hasMessageStartingWith(message);
    }
}
