package dev.regimen.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.budget.StopReason;
import dev.regimen.ensemble.Worth;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SummariesTest {
    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void takesTheMeansOverSeeds() {
        ContenderResult.Summary summary = Summaries.summary(
                List.of(
                        Findings.seed(1, StopReason.BUDGET_SPENT, 0.8, null),
                        Findings.seed(3, StopReason.BUDGET_SPENT, 0.6, null)),
                false);
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
                Summaries.summary(List.of(Findings.seed(1, StopReason.BUDGET_SPENT, 0.8, null)), false);
        assertThat(summary.reached()).isNull();
        assertThat(summary.examplesToTarget()).isNull();
        assertThat(summary.secondsToTarget()).isNull();
    }

    /** It had reached the target on the way, and still did not end well. */
    @Test
    void aDivergedSeedIsAFailureWhateverItHadReached() {
        ContenderResult.Summary summary = Summaries.summary(
                List.of(
                        Findings.seed(1, StopReason.BUDGET_SPENT, 0.8, new ToTarget(true, 500L, 1.0)),
                        Findings.seed(2, StopReason.DIVERGED, 0.8, new ToTarget(true, 100L, 0.1)),
                        Findings.seed(3, StopReason.BUDGET_SPENT, 0.8, new ToTarget(true, 700L, 3.0))),
                false);
        assertThat(summary.diverged()).isOne();
        assertThat(summary.reached().successes()).isEqualTo(2);
        assertThat(summary.reached().count()).isEqualTo(3);
        assertThat(summary.examplesToTarget()).isEqualTo(700);
        assertThat(summary.secondsToTarget()).isEqualTo(3);
    }

    /** Left out, the two fast seeds would look like the whole. */
    @Test
    void aSeedThatDidNotReachTheTargetIsCensoredAndNotDropped() {
        ContenderResult.Summary summary = Summaries.summary(
                List.of(
                        Findings.seed(1, StopReason.BUDGET_SPENT, 0.8, new ToTarget(true, 500L, 1.0)),
                        Findings.seed(2, StopReason.BUDGET_SPENT, 0.8, ToTarget.NOT_REACHED),
                        Findings.seed(3, StopReason.BUDGET_SPENT, 0.8, new ToTarget(true, 100L, 3.0))),
                false);
        assertThat(summary.reached()).isEqualTo(Statistics.rate(2, 3));
        assertThat(summary.examplesToTarget()).isEqualTo(500);
    }

    @Test
    void theCostOfATargetThatMostSeedsMissedIsUnknown() {
        ContenderResult.Summary summary = Summaries.summary(
                List.of(
                        Findings.seed(1, StopReason.BUDGET_SPENT, 0.8, new ToTarget(true, 500L, 1.0)),
                        Findings.seed(2, StopReason.BUDGET_SPENT, 0.8, ToTarget.NOT_REACHED),
                        Findings.seed(3, StopReason.BUDGET_SPENT, 0.8, ToTarget.NOT_REACHED)),
                false);
        assertThat(summary.reached().successes()).isOne();
        assertThat(summary.examplesToTarget()).isNull();
        assertThat(summary.secondsToTarget()).isNull();
    }

    /** By hand: together 0.9 and 0.8; the best members by validation 0.7 and 0.8; members' means 0.65 and 0.7. */
    @Test
    void whatAnEnsembleIsWorthIsTakenSeedBySeed() {
        Worth first = worth(0, 0.9, 0.7, 0.6);
        Worth second = worth(1, 0.8, 0.6, 0.8);
        EnsembleSummary summary = Summaries.summary(List.of(judged(1, first), judged(2, second)), false)
                .worth();
        assertThat(summary.members()).isEqualTo(2);
        assertThat(summary.grown().get(0).metrics().get("accuracy").mean()).isCloseTo(0.65, EXACT);
        assertThat(summary.grown().get(1).metrics().get("accuracy").mean()).isCloseTo(0.85, EXACT);
        assertThat(summary.overBest().get("accuracy")).isEqualTo(Statistics.mean(new double[] {0.9 - 0.7, 0.0}));
        assertThat(summary.overMean().get("accuracy").mean()).isCloseTo((0.25 + 0.1) / 2, EXACT);
        assertThat(summary.diversity().get("disagreement").low())
                .as("a part of all is not below none")
                .isZero();
    }

    private static Worth worth(int best, double together, double... alone) {
        List<Map<String, Double>> members = DoubleStream.of(alone)
                .mapToObj(value -> Map.of("accuracy", value))
                .toList();
        return new Worth(
                members,
                best,
                List.of(new Worth.Grown(1, members.get(0)), new Worth.Grown(2, Map.of("accuracy", together))),
                Map.of("disagreement", best * 0.5),
                Map.of());
    }

    private static SeedResult judged(long seed, Worth worth) {
        SeedResult made = Findings.seed(seed, StopReason.BUDGET_SPENT, 0.9, null);
        return new SeedResult(
                seed,
                null,
                made.stop(),
                null,
                new SeedResult.Measured(
                        made.metrics().test(),
                        made.metrics().seams(),
                        made.metrics().validation(),
                        Map.of(),
                        null,
                        null,
                        worth),
                made.examples(),
                made.steps(),
                made.seconds(),
                made.cpuSeconds(),
                made.updates(),
                made.parameters(),
                made.flops(),
                made.labels(),
                null,
                List.of(),
                List.of(),
                Map.of());
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
        ContenderResult.Summary summary = Summaries.summary(List.of(early, whole), false);
        assertThat(summary.labels()).containsExactly(Findings.SEAM, Findings.FINAL);
        assertThat(summary.parameters()).isEqualTo(42);
        assertThat(summary.updates()).isEqualTo(Map.of("reader", 10.0, "adder", 5.0));
    }
}
