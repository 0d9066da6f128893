package dev.regimen.study;

import static dev.regimen.study.MadeUp.atChance;
import static dev.regimen.study.MadeUp.cell;
import static dev.regimen.study.MadeUp.contender;
import static dev.regimen.study.MadeUp.halfway;
import static dev.regimen.study.MadeUp.learned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.comparison.ContenderResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private static final ContenderResult BROKEN = atChance("end-to-end", 6);
    private static final ContenderResult STAGED = learned("step-by-step", 400L, 410L, 390L, 405L, 395L, 400L);
    private static final ContenderResult SLOW = learned("end-to-end", 800L, 810L, 790L, 805L, 795L, 800L);
    private static final ContenderResult FAST = learned("end-to-end", 80L, 81L, 79L, 80L, 79L, 80L);
    private static final ContenderResult READER = learned("control-reader", 100L, 100L, 100L, 100L, 100L, 100L);

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
        assertThat(verdicts(cell("a", SLOW, STAGED), cell("b", BROKEN, STAGED, READER)))
                .containsOnly(Verdict.SUPPORTED);
    }

    @Test
    void noneIsSupportedWhereEndToEndIsFasterAndAlwaysLearns() {
        assertThat(verdicts(cell("a", FAST, STAGED), cell("b", FAST, STAGED, READER)))
                .containsExactly(Verdict.NOT_SUPPORTED, Verdict.NOT_SUPPORTED, Verdict.UNDECIDED, Verdict.UNDECIDED);
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
                .contains("stays at chance, too, in 1 cell: place a");
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

    @Test
    void aBreakdownThatOtherSettingsDoNotMendCounts() {
        CellResult confirmed = cell("a-confirmation", Purpose.CONFIRMATION, BROKEN);
        assertThat(finding(2, cell("a", BROKEN, STAGED), confirmed).verdict()).isEqualTo(Verdict.SUPPORTED);
    }

    @Test
    void oneModuleThatDoesNotLearnAloneIsEnoughAgainstTheThird() {
        ContenderResult stuck = atChance("control-adder", 6);
        assertThat(finding(3, cell("a", BROKEN, STAGED, READER, stuck)).verdict())
                .isEqualTo(Verdict.NOT_SUPPORTED);
        ContenderResult slow = halfway("control-adder", 6);
        assertThat(finding(3, cell("a", BROKEN, STAGED, READER, slow)).verdict())
                .isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void aRatioIsTheGeometricMeanOfPairs() {
        CellResult cell = cell(
                "a", contender("end-to-end", 0.9, 200L, 800L, null), contender("step-by-step", 0.9, 100L, 100L, 100L));
        Slowdown slowdown = Slowdown.of(cell, "end-to-end", "step-by-step").orElseThrow();
        assertThat(slowdown.seeds()).isEqualTo(2);
        assertThat(slowdown.ratio()).isCloseTo(4, org.assertj.core.data.Offset.offset(1e-9)); // sqrt(2 * 8)
        assertThat(slowdown.low()).isLessThan(1);
        assertThat(Slowdown.of(cell("b", BROKEN, STAGED), "end-to-end", "step-by-step"))
                .isEmpty();
    }
}
