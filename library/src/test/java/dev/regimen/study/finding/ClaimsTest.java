package dev.regimen.study.finding;

import static dev.regimen.study.finding.MadeUp.atChance;
import static dev.regimen.study.finding.MadeUp.cell;
import static dev.regimen.study.finding.MadeUp.contender;
import static dev.regimen.study.finding.MadeUp.halfway;
import static dev.regimen.study.finding.MadeUp.learned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.regimen.comparison.ContenderResult;
import dev.regimen.study.CellResult;
import dev.regimen.study.Evidence;
import dev.regimen.study.Finding;
import dev.regimen.study.Purpose;
import dev.regimen.study.Verdict;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private static final ContenderResult BROKEN = atChance("end-to-end", 6);
    private static final ContenderResult STAGED = learned("step-by-step", 400L, 410L, 390L, 405L, 395L, 400L);
    private static final ContenderResult SLOW = learned("end-to-end", 800L, 810L, 790L, 805L, 795L, 800L);
    private static final ContenderResult FAST = learned("end-to-end", 80L, 81L, 79L, 80L, 79L, 80L);
    private static final ContenderResult STAGED_ALIKE = learned("step-by-step", 100L, 100L, 100L, 100L, 100L);
    private static final ContenderResult READER = MadeUp.control("control-reader", 0.9, 0.9, 6);

    private static List<Verdict> verdicts(CellResult... cells) {
        return Claims.of(new Evidence(List.of(cells))).stream()
                .map(Finding::verdict)
                .toList();
    }

    private static Finding finding(int number, CellResult... cells) {
        return Claims.of(new Evidence(List.of(cells))).get(number - 1);
    }

    @Test
    void allFourAreSupportedWhereTheyHold() {
        assertThat(verdicts(
                        cell("a", SLOW, STAGED),
                        cell("b", SLOW, STAGED),
                        cell("c", SLOW, STAGED),
                        cell("d", BROKEN, STAGED, READER)))
                .containsOnly(Verdict.SUPPORTED);
    }

    @Test
    void noneIsSupportedWhereEndToEndIsFasterAndAlwaysLearns() {
        assertThat(verdicts(cell("a", FAST, STAGED), cell("b", FAST, STAGED, READER), cell("c", FAST, STAGED)))
                .containsExactly(Verdict.NOT_SUPPORTED, Verdict.NOT_SUPPORTED, Verdict.UNDECIDED, Verdict.UNDECIDED);
    }

    @Test
    void twoCellsDoNotMakeAMajority() {
        assertThat(finding(1, cell("a", SLOW, STAGED), cell("b", SLOW, STAGED)).verdict())
                .isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void fewSeedsDecideNothing() {
        CellResult few = cell("a", atChance("end-to-end", 2), learned("step-by-step", 400L, 410L));
        assertThat(verdicts(few)).containsOnly(Verdict.UNDECIDED);
    }

    @Test
    void halfTheWayIsNoBreakdown() {
        assertThat(finding(2, cell("a", halfway("end-to-end", 6), STAGED)).verdict())
                .isEqualTo(Verdict.UNDECIDED);
    }

    /** The task itself may be too hard. */
    @Test
    void aBreakdownWhereNobodyLearnsDoesNotCount() {
        CellResult hopeless = cell("a", BROKEN, atChance("step-by-step", 6));
        assertThat(finding(2, hopeless).verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(finding(4, hopeless).verdict()).isEqualTo(Verdict.NOT_SUPPORTED);
        assertThat(finding(4, hopeless).against())
                .singleElement()
                .asString()
                .contains("Step by step stays at chance in 1 cell: place a");
    }

    @Test
    void aBreakdownThatOtherSettingsMendDoesNotCount() {
        CellResult mended = cell("a-confirmation", Purpose.CONFIRMATION, SLOW);
        Finding finding = finding(2, cell("a", BROKEN, STAGED), mended);
        assertThat(finding.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(finding.against())
                .singleElement()
                .asString()
                .contains("With other settings it does not stay at chance", "6 of 6");
    }

    /** What nobody looked at with other settings does not outweigh what was looked at and was none. */
    @Test
    void aBreakdownThatWasNotCheckedIsNotEnoughWhereOthersWere() {
        CellResult a = cell("a", BROKEN, STAGED);
        CellResult b = cell("b", BROKEN, STAGED);
        CellResult mended = cell("a-confirmation", Purpose.CONFIRMATION, SLOW);
        Finding open = finding(2, a, mended, b);
        assertThat(open.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(open.evidence()).anySatisfy(words -> assertThat(words).contains("other settings not tried"));
        CellResult confirmed = cell("a-confirmation", Purpose.CONFIRMATION, BROKEN);
        assertThat(finding(2, a, confirmed, b).verdict()).isEqualTo(Verdict.SUPPORTED);
    }

    @Test
    void aBreakdownThatOtherSettingsDoNotMendCounts() {
        CellResult confirmed = cell("a-confirmation", Purpose.CONFIRMATION, BROKEN);
        assertThat(finding(2, cell("a", BROKEN, STAGED), confirmed).verdict()).isEqualTo(Verdict.SUPPORTED);
    }

    @Test
    void oneModuleThatDoesNotLearnAloneIsEnoughAgainstTheThird() {
        ContenderResult stuck = MadeUp.control("control-adder", MadeUp.CHANCE, 0.9, 6);
        assertThat(finding(3, cell("a", BROKEN, STAGED, READER, stuck)).verdict())
                .isEqualTo(Verdict.NOT_SUPPORTED);
        ContenderResult slow = MadeUp.control("control-adder", 0.5, 0.9, 6);
        assertThat(finding(3, cell("a", BROKEN, STAGED, READER, slow)).verdict())
                .isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void aRatioIsTheGeometricMeanOfPairs() {
        CellResult cell = cell(
                "a",
                contender("end-to-end", 0.9, 200L, 800L, 200L, 800L, 400L),
                contender("step-by-step", 0.9, 100L, 100L, 100L, 100L, 100L));
        Slowdown slowdown = Slowdown.of(cell, "end-to-end", "step-by-step").orElseThrow();
        assertThat(slowdown.ratio()).isCloseTo(4, offset(1e-9)); // (2 * 8 * 2 * 8 * 4)^(1/5)
        assertThat(slowdown.slower()).isTrue();
        assertThat(slowdown.bounded()).isZero();
        assertThat(Slowdown.of(cell("b", BROKEN, STAGED), "end-to-end", "step-by-step"))
                .isEmpty();
    }

    /** Costs lie on the grid of evaluations; that all seeds agree on it is no certainty. */
    @Test
    void ratiosThatAreAllAlikeHaveNoInterval() {
        CellResult cell = cell("a", learned("end-to-end", 200L, 200L, 200L, 200L, 200L), STAGED_ALIKE);
        Slowdown slowdown = Slowdown.of(cell, "end-to-end", "step-by-step").orElseThrow();
        assertThat(slowdown.ratio()).isCloseTo(2, offset(1e-9));
        assertThat(slowdown.slower()).isFalse();
    }

    @Test
    void aSeedThatDidNotGetThereCountsAsTheBudget() {
        Long[] nine = {500L, 500L, 500L, 500L, 500L, 500L, 500L, 500L, null};
        Long[] hundreds = new Long[9];
        Arrays.fill(hundreds, 100L);
        CellResult cell = cell("a", contender("end-to-end", 0.9, nine), contender("step-by-step", 0.9, hundreds));
        Slowdown slowdown = Slowdown.of(cell, "end-to-end", "step-by-step").orElseThrow();
        assertThat(slowdown.ratio()).isCloseTo(5 * Math.pow(2, 1 / 9.0), offset(1e-9)); // the budget is 1,000
        assertThat(slowdown.words()).endsWith(", 1 of the costs counted as the budget");
    }

    @Test
    void aControlBehindModulesThatDidNotLearnSaysNothing() {
        ContenderResult stuck = MadeUp.control("control-adder", MadeUp.CHANCE, 0.5, 6);
        Finding finding = finding(3, cell("a", BROKEN, STAGED, stuck));
        assertThat(finding.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(finding.evidence()).singleElement().asString().contains("cannot be told", "6 left out");
    }
}
