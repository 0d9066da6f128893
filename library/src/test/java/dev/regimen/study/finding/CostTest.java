package dev.regimen.study.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.study.CellResult;
import org.junit.jupiter.api.Test;

/** With the made-up budget of 1,000 examples. */
class CostTest {
    @Test
    void aSeedThatDidNotReachTheTargetHadWhatItWasTrainedOn() {
        CellResult cell = MadeUp.chain(2, MadeUp.contender("end-to-end", 0.9, 400L, null));
        assertThat(Cost.whole(cell, "end-to-end")).containsExactly(new Cost(400, true), new Cost(1000, false));
        assertThat(Cost.whole(cell, "auxiliary")).isEmpty();
    }

    @Test
    void toDivergeSoonIsNotCheap() {
        CellResult cell = MadeUp.chain(2, MadeUp.diverged("end-to-end", 30), MadeUp.divergedControl("reader", 30));
        assertThat(Cost.whole(cell, "end-to-end")).containsExactly(new Cost(1000, false));
        assertThat(Cost.alone(cell, "control-reader")).containsExactly(new Cost(1000, false));
    }

    @Test
    void aModuleAloneCostsWhatItsOwnPhaseDoes() {
        CellResult cell = MadeUp.chain(2, MadeUp.control("reader", 300L, null));
        assertThat(Cost.alone(cell, "control-reader")).containsExactly(new Cost(300, true), new Cost(1000, false));
    }

    @Test
    void aModuleBehindOthersThatDidNotLearnCostsNothingThatIsKnown() {
        CellResult cell = MadeUp.chain(2, MadeUp.control("control-reader", MadeUp.CHANCE, 0.5, 3));
        assertThat(Cost.alone(cell, "control-reader")).isEmpty();
    }

    @Test
    void whatWasReachedBeforeATrainingDivergedIsLost() {
        CellResult cell = MadeUp.chain(2, MadeUp.divergedAfter("end-to-end", 400L));
        assertThat(Cost.whole(cell, "end-to-end")).containsExactly(new Cost(1000, false));
    }
}
