package dev.regimen.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.budget.StopReason;
import dev.regimen.training.Label;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairsTest {
    private static final double[] GOOD = {0.90, 0.91, 0.92, 0.93, 0.95};
    private static final double[] BAD = {0.50, 0.52, 0.51, 0.53, 0.52};

    @Test
    void aDifferenceWithTheSameLabelsIsOneOfTheWayOfTraining() {
        PairedDifference pair = pair(Findings.supervised("staged", GOOD), Findings.supervised("auxiliary", BAD));
        assertThat(pair.sameLabels()).isTrue();
        assertThat(pair.verdict())
                .startsWith("staged is ahead of auxiliary by 40.6 percentage points [")
                .endsWith("p < 0.001 after Holm, with the same labels.");
    }

    @Test
    void aDifferenceWithOtherLabelsIsNotOneOfTheWayOfTraining() {
        PairedDifference pair = pair(Findings.unsupervised("joint", BAD), Findings.supervised("staged", GOOD));
        assertThat(pair.sameLabels()).isFalse();
        assertThat(pair.verdict())
                .startsWith("staged is ahead of joint")
                .endsWith(", with more supervision: it also consumed digit.")
                .doesNotContain("same labels");
    }

    @Test
    void aDifferenceInSpiteOfFewerLabelsIsSaidToBeSo() {
        PairedDifference pair = pair(Findings.unsupervised("joint", GOOD), Findings.supervised("staged", BAD));
        assertThat(pair.verdict())
                .startsWith("joint is ahead of staged")
                .endsWith(", with less supervision: the other also consumed digit.");
    }

    @Test
    void labelsThatAreNeitherMoreNorLessAreNamed() {
        ContenderResult coarse =
                Findings.contender("coarse", List.of(Findings.FINAL, new Label("parity", "reader")), GOOD);
        assertThat(pair(coarse, Findings.supervised("staged", BAD)).verdict())
                .endsWith(", with other supervision: parity against digit.");
    }

    /** What a combiner is fitted to, members were not told. */
    @Test
    void labelsOfValidationExamplesAreMoreSupervision() {
        ContenderResult stacked =
                Findings.contender("stacked", List.of(new Label("sum", Label.COMBINER), Findings.FINAL), GOOD);
        PairedDifference pair = pair(Findings.unsupervised("mean", BAD), stacked);
        assertThat(pair.sameLabels()).isFalse();
        assertThat(pair.verdict()).endsWith(", with more supervision: it also consumed sum of validation examples.");
    }

    /** The same field is the same label, wherever it is held against an output. */
    @Test
    void whereALabelIsConsumedDoesNotMatter() {
        ContenderResult elsewhere =
                Findings.contender("fused", List.of(Findings.FINAL, new Label("digit", "reader-1")), GOOD);
        assertThat(pair(elsewhere, Findings.supervised("staged", BAD)).sameLabels())
                .isTrue();
    }

    @Test
    void aDifferenceThatMayBeChanceIsNotFound() {
        PairedDifference pair =
                pair(Findings.unsupervised("one", 0.80, 0.84, 0.79), Findings.supervised("other", 0.81, 0.80, 0.79));
        assertThat(pair.correctedPValue()).isGreaterThan(0.05);
        assertThat(pair.verdict())
                .startsWith("No difference between one and other was found (1.0 percentage points [")
                .doesNotContain("ahead", "supervision", "labels");
    }

    /** As if each seed were right about one test example more: an interval without width, but few seeds. */
    @Test
    void theSameDifferenceInFewSeedsIsNotFound() {
        PairedDifference pair =
                pair(Findings.unsupervised("one", 0.9, 0.8, 0.7), Findings.unsupervised("other", 0.8, 0.7, 0.6));
        assertThat(pair.difference().low()).isPositive();
        assertThat(pair.verdict()).startsWith("No difference").contains("p = 0.250");
    }

    @Test
    void aDifferenceThatDoesNotOutlastTheCorrectionIsOneOfTheseSeeds() {
        double[] reference = {0.5, 0.5, 0.5, 0.5, 0.5};
        List<PairedDifference> pairs = Pairs.of(
                List.of(
                        Findings.supervised("ahead", 0.52, 0.53, 0.51, 0.55, 0.51),
                        Findings.unsupervised("reference", reference),
                        Findings.unsupervised("like", 0.51, 0.49, 0.50, 0.52, 0.48),
                        Findings.unsupervised("alike", 0.49, 0.51, 0.52, 0.48, 0.50)),
                List.of(),
                "accuracy",
                true);
        PairedDifference first = pairs.get(0);
        assertThat(first.pValue()).isLessThan(0.05);
        assertThat(first.correctedPValue()).isGreaterThan(0.05);
        assertThat(first.verdict()).contains("may be chance").doesNotContain("supervision");
    }

    @Test
    void oneSeedSaysNothing() {
        PairedDifference pair = pair(Findings.unsupervised("one", 0.9), Findings.unsupervised("other", 0.2));
        assertThat(pair.pValue()).isNull();
        assertThat(pair.correctedPValue()).isNull();
        assertThat(pair.verdict()).isEqualTo("One seed is not enough to say whether one and other differ.");
    }

    @Test
    void valuesThatAreNotNumbersSayNothing() {
        double[] broken = {0.9, Double.NaN, 0.9, 0.9, 0.9, 0.9, 0.9};
        double[] whole = {0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5};
        PairedDifference pair = pair(Findings.unsupervised("one", broken), Findings.unsupervised("other", whole));
        assertThat(pair.correctedPValue()).isNull();
        assertThat(pair.verdict()).endsWith(" cannot be compared: not every accuracy is a number.");
    }

    @Test
    void seedsThatDivergedAreNamedBesideEveryDifference() {
        ContenderResult broken = Findings.contender("broken", diverged(0.50, 0.52, 0.51));
        assertThat(pair(Findings.unsupervised("whole", 0.90, 0.91, 0.92), broken)
                        .verdict())
                .startsWith("whole is ahead of broken by ")
                .endsWith(" after Holm, with the same labels; 3 of 3 seeds of broken diverged.");
        assertThat(pair(Findings.unsupervised("whole", 0.50, 0.51, 0.52), broken)
                        .verdict())
                .startsWith("No difference between ")
                .endsWith(" after Holm); 3 of 3 seeds of broken diverged.");
        assertThat(pair(
                                Findings.unsupervised("whole", 0.90, 0.91, 0.92),
                                Findings.contender("broken", diverged(0.5, Double.NaN, 0.5)))
                        .verdict())
                .endsWith(" cannot be compared: 3 of 3 seeds of broken diverged.");
    }

    /** Three times the budget, as for an ensemble whose members have each a whole one. */
    @Test
    void whoSpentMoreExamplesIsNamedWhicheverIsAhead() {
        ContenderResult rich = Findings.contender("rich", spending(3000, 0.90, 0.91, 0.92));
        ContenderResult frugal = Findings.contender("frugal", spending(1000, 0.50, 0.52, 0.51));
        ContenderResult modest = Findings.contender("modest", spending(1040, 0.10, 0.12, 0.11));
        assertThat(pair(rich, frugal).verdict()).endsWith(" labels; rich spent 3.0 times the examples.");
        ContenderResult better = Findings.contender("better", spending(1000, 0.98, 0.99, 0.97));
        assertThat(pair(rich, better).verdict())
                .startsWith("better is ahead of rich")
                .endsWith(" labels; rich spent 3.0 times the examples.");
        assertThat(pair(modest, frugal).verdict()).doesNotContain("spent");
    }

    @Test
    void neverSaysReliably() {
        double[] high = new double[5];
        double[] low = new double[5];
        for (int i = 0; i < 5; i++) {
            high[i] = 0.99 + 0.001 * i;
            low[i] = 0.01 * i;
        }
        assertThat(pair(Findings.unsupervised("one", high), Findings.unsupervised("other", low))
                        .verdict())
                .contains("ahead")
                .doesNotContain("reliably", "always", "proves");
    }

    @Test
    void theBetterComesFirstAndTheDifferenceIsPositive() {
        PairedDifference pair = pair(Findings.unsupervised("bad", BAD), Findings.unsupervised("good", GOOD));
        assertThat(pair.better()).isEqualTo("good");
        assertThat(pair.worse()).isEqualTo("bad");
        assertThat(pair.difference().mean()).isCloseTo(0.406, within(1e-12));
    }

    @Test
    void theLowerIsBetterWhereTheMetricSaysSo() {
        PairedDifference pair = Pairs.of(
                        List.of(Findings.unsupervised("good", GOOD), Findings.unsupervised("bad", BAD)),
                        List.of(),
                        "accuracy",
                        false)
                .get(0);
        assertThat(pair.better()).isEqualTo("bad");
        assertThat(pair.difference().mean()).isCloseTo(-0.406, within(1e-12));
    }

    /** Two contenders whose seeds go up and down together differ more surely than their own intervals say. */
    @Test
    void seedsAreComparedWithThemselves() {
        double[] one = {0.1, 0.3, 0.5, 0.7, 0.9};
        double[] other = {0.08, 0.27, 0.48, 0.67, 0.88};
        PairedDifference pair = pair(Findings.unsupervised("one", one), Findings.unsupervised("other", other));
        assertThat(pair.pValue()).isLessThan(0.001);
        assertThat(Statistics.mean(one).low()).isLessThan(Statistics.mean(other).mean());
    }

    @Test
    void everyTwoContendersAreComparedAndCorrectedForTogether() {
        List<PairedDifference> pairs = Pairs.of(
                List.of(
                        Findings.unsupervised("first", GOOD),
                        Findings.unsupervised("second", BAD),
                        Findings.unsupervised("third", 0.89, 0.92, 0.90, 0.93, 0.93)),
                List.of(),
                "accuracy",
                true);
        assertThat(pairs)
                .extracting(pair -> pair.better() + " > " + pair.worse())
                .containsExactly("first > second", "first > third", "third > second");
        double smallest =
                pairs.stream().mapToDouble(PairedDifference::pValue).min().orElseThrow();
        assertThat(pairs).anySatisfy(pair -> {
            assertThat(pair.pValue()).isEqualTo(smallest);
            assertThat(pair.correctedPValue()).isCloseTo(3 * smallest, within(1e-12));
        });
        assertThat(pairs.get(1).correctedPValue()).isEqualTo(pairs.get(1).pValue());
    }

    @Test
    void withAReferenceTheOthersAreComparedWithItAlone() {
        double[] third = {0.89, 0.92, 0.90, 0.93, 0.93};
        List<ContenderResult> contenders = List.of(
                Findings.unsupervised("first", GOOD),
                Findings.unsupervised("second", BAD),
                Findings.unsupervised("third", third));
        List<PairedDifference> pairs = Pairs.of(contenders, List.of("second"), "accuracy", true);
        assertThat(pairs)
                .extracting(pair -> pair.better() + " > " + pair.worse())
                .containsExactly("first > second", "third > second");
        double smallest =
                pairs.stream().mapToDouble(PairedDifference::pValue).min().orElseThrow();
        assertThat(pairs).anySatisfy(pair -> assertThat(pair.correctedPValue()).isCloseTo(2 * smallest, within(1e-12)));
    }

    @Test
    void withTwoReferencesEachIsComparedWithBothAndTheyWithEachOther() {
        List<ContenderResult> contenders = List.of(
                Findings.unsupervised("single", BAD),
                Findings.unsupervised("mean", GOOD),
                Findings.unsupervised("fused", GOOD),
                Findings.unsupervised("larger", GOOD));
        List<PairedDifference> pairs = Pairs.of(contenders, List.of("single", "mean"), "accuracy", true);
        assertThat(pairs)
                .extracting(pair -> Set.of(pair.better(), pair.worse()))
                .containsExactly(
                        Set.of("single", "mean"),
                        Set.of("single", "fused"),
                        Set.of("single", "larger"),
                        Set.of("mean", "fused"),
                        Set.of("mean", "larger"));
    }

    private static List<SeedResult> diverged(double... accuracies) {
        return IntStream.range(0, accuracies.length)
                .mapToObj(index -> Findings.seed(index + 1, StopReason.DIVERGED, accuracies[index], null))
                .toList();
    }

    private static List<SeedResult> spending(long examples, double... accuracies) {
        return Arrays.stream(accuracies)
                .mapToObj(accuracy -> Findings.spending(examples, accuracy))
                .toList();
    }

    private static PairedDifference pair(ContenderResult one, ContenderResult other) {
        return Pairs.of(List.of(one, other), List.of(), "accuracy", true).get(0);
    }
}
