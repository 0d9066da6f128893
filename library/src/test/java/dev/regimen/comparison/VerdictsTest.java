package dev.regimen.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.budget.StopReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No sentence says more than its numbers. */
class VerdictsTest {
    private static final Verdicts VERDICTS = new Verdicts("accuracy", true, 0.1);

    @Test
    void saysWhatWasReachedWithItsInterval() {
        assertThat(VERDICTS.of(Findings.unsupervised("joint", 0.7, 0.8, 0.9)))
                .isEqualTo("joint reached 80.0 % [55.2 %, 100.0 %].");
    }

    @Test
    void oneSeedHasNoIntervalAndIsNotHeldAgainstChance() {
        assertThat(VERDICTS.of(Findings.unsupervised("joint", 0.1))).isEqualTo("joint reached 10.0 %.");
    }

    @Test
    void saysThatChanceIsWithinTheInterval() {
        assertThat(VERDICTS.of(Findings.unsupervised("joint", 0.09, 0.10, 0.12)))
                .endsWith(", which 3 seeds do not tell from chance (10.0 %).");
    }

    @Test
    void chanceIsAboveWhereLessIsBetter() {
        ContenderResult contender = Findings.unsupervised("joint", 0.7, 0.8, 0.9);
        assertThat(new Verdicts("accuracy", false, 1.1).of(contender)).doesNotContain("chance");
        assertThat(new Verdicts("accuracy", false, 0.9).of(contender))
                .contains(", which 3 seeds do not tell from chance");
    }

    @Test
    void saysThatChanceWouldDoBetter() {
        ContenderResult contender = Findings.unsupervised("joint", 0.019, 0.020, 0.021);
        assertThat(VERDICTS.of(contender)).endsWith(", which is worse than chance (10.0 %).");
        assertThat(new Verdicts("accuracy", false, 0.01).of(contender)).contains("worse than chance (1.0 %)");
    }

    /** Sixteen of sixteen are more than 80 % with their interval, and still few. */
    @ParameterizedTest
    @ValueSource(ints = {5, 16, 19})
    void fewSeedsAreNeverReliable(int count) {
        ContenderResult contender =
                Findings.contender("joint", Findings.seeds(count, StopReason.TARGET_REACHED, Findings.REACHED));
        assertThat(VERDICTS.of(contender)).endsWith("; " + count + " of " + count + " seeds reached the target.");
    }

    @Test
    void twentySeedsOfTwentyAreReliable() {
        ContenderResult contender =
                Findings.contender("joint", Findings.seeds(20, StopReason.TARGET_REACHED, Findings.REACHED));
        assertThat(VERDICTS.of(contender)).endsWith("; 20 of 20 seeds reached the target, reliably.");
    }

    @Test
    void manySeedsAreNotReliableWhereSomeFail() {
        ContenderResult contender =
                Findings.contender("joint", Findings.seeds(30, StopReason.BUDGET_SPENT, ToTarget.NOT_REACHED));
        assertThat(VERDICTS.of(contender)).endsWith("; 0 of 30 seeds reached the target.");
    }

    @Test
    void saysHowManySeedsDiverged() {
        ContenderResult contender = Findings.contender("joint", Findings.seeds(3, StopReason.DIVERGED, null));
        assertThat(VERDICTS.of(contender)).endsWith("; 3 diverged.");
    }

    @Test
    void saysThatThereIsNoMeanWhereAPredictionIsNotANumber() {
        assertThat(VERDICTS.of(Findings.unsupervised("joint", 0.9, Double.NaN)))
                .isEqualTo("joint has no mean accuracy: not every prediction is a number.");
    }
}
