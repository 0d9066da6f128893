package dev.regimen.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.budget.StopReason;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SummariesTest {
    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void takesTheMeansOverSeeds() {
        ContenderResult.Summary summary = Summaries.summary(List.of(
                Findings.seed(1, StopReason.BUDGET_SPENT, 0.8, null),
                Findings.seed(3, StopReason.BUDGET_SPENT, 0.6, null)));
        assertThat(summary.metrics().get("accuracy").mean()).isCloseTo(0.7, EXACT);
        assertThat(summary.seams().get("reader").get("accuracy").mean()).isCloseTo(0.35, EXACT);
        assertThat(summary.examples()).isEqualTo(2000);
        assertThat(summary.seconds()).isEqualTo(2);
        assertThat(summary.cpuSeconds()).isEqualTo(1);
        assertThat(summary.updates()).isEqualTo(Map.of("reader", 20.0));
        assertThat(summary.parameters()).isEqualTo(42);
        assertThat(summary.labels()).containsExactly(Findings.FINAL);
        assertThat(summary.diverged()).isZero();
    }

    @Test
    void withoutATargetNothingIsSaidAboutOne() {
        ContenderResult.Summary summary =
                Summaries.summary(List.of(Findings.seed(1, StopReason.BUDGET_SPENT, 0.8, null)));
        assertThat(summary.reached()).isNull();
        assertThat(summary.examplesToTarget()).isNull();
        assertThat(summary.secondsToTarget()).isNull();
    }

    /** It had reached the target on the way, and still did not end well. */
    @Test
    void aDivergedSeedIsAFailureWhateverItHadReached() {
        ContenderResult.Summary summary = Summaries.summary(List.of(
                Findings.seed(1, StopReason.BUDGET_SPENT, 0.8, new ToTarget(true, 500L, 1.0)),
                Findings.seed(2, StopReason.DIVERGED, 0.8, new ToTarget(true, 100L, 0.1)),
                Findings.seed(3, StopReason.BUDGET_SPENT, 0.8, new ToTarget(true, 700L, 3.0))));
        assertThat(summary.diverged()).isOne();
        assertThat(summary.reached().successes()).isEqualTo(2);
        assertThat(summary.reached().count()).isEqualTo(3);
        assertThat(summary.examplesToTarget()).isEqualTo(700);
        assertThat(summary.secondsToTarget()).isEqualTo(3);
    }

    /** Left out, the two fast seeds would look like the whole. */
    @Test
    void aSeedThatDidNotReachTheTargetIsCensoredAndNotDropped() {
        ContenderResult.Summary summary = Summaries.summary(List.of(
                Findings.seed(1, StopReason.BUDGET_SPENT, 0.8, new ToTarget(true, 500L, 1.0)),
                Findings.seed(2, StopReason.BUDGET_SPENT, 0.8, ToTarget.NOT_REACHED),
                Findings.seed(3, StopReason.BUDGET_SPENT, 0.8, new ToTarget(true, 100L, 3.0))));
        assertThat(summary.reached()).isEqualTo(Statistics.rate(2, 3));
        assertThat(summary.examplesToTarget()).isEqualTo(500);
    }

    @Test
    void theCostOfATargetThatMostSeedsMissedIsUnknown() {
        ContenderResult.Summary summary = Summaries.summary(List.of(
                Findings.seed(1, StopReason.BUDGET_SPENT, 0.8, new ToTarget(true, 500L, 1.0)),
                Findings.seed(2, StopReason.BUDGET_SPENT, 0.8, ToTarget.NOT_REACHED),
                Findings.seed(3, StopReason.BUDGET_SPENT, 0.8, ToTarget.NOT_REACHED)));
        assertThat(summary.reached().successes()).isOne();
        assertThat(summary.examplesToTarget()).isNull();
        assertThat(summary.secondsToTarget()).isNull();
    }

    /** It ended before it came to the final objective. */
    @Test
    void whatTheFirstSeedDidNotComeToIsNotLeftOut() {
        SeedResult early = Findings.seed(1, StopReason.DIVERGED, List.of(Findings.SEAM), Map.of("reader", 10L), 20);
        SeedResult whole = Findings.seed(
                2,
                StopReason.BUDGET_SPENT,
                List.of(Findings.SEAM, Findings.FINAL),
                Map.of("reader", 10L, "adder", 10L),
                42);
        ContenderResult.Summary summary = Summaries.summary(List.of(early, whole));
        assertThat(summary.labels()).containsExactly(Findings.SEAM, Findings.FINAL);
        assertThat(summary.parameters()).isEqualTo(42);
        assertThat(summary.updates()).isEqualTo(Map.of("reader", 10.0, "adder", 5.0));
    }
}
