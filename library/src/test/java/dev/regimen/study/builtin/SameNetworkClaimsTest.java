package dev.regimen.study.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.comparison.ComparisonResult;
import dev.regimen.comparison.Estimate;
import dev.regimen.comparison.PairedDifference;
import dev.regimen.run.Results;
import dev.regimen.study.Cell;
import dev.regimen.study.CellResult;
import dev.regimen.study.Evidence;
import dev.regimen.study.Finding;
import dev.regimen.study.Findings;
import dev.regimen.study.Scale;
import dev.regimen.study.Setup;
import dev.regimen.study.Verdict;
import dev.regimen.study.finding.Arms;
import dev.regimen.study.finding.MadeUp;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameNetworkClaimsTest {
    /** A data set on which end-to-end leads step-by-step by so much. */
    private static CellResult leading(String data, Double low, double mean, Double high) {
        boolean ahead = mean >= 0;
        Estimate difference = ahead
                ? new Estimate(mean, low, high, null, 5)
                : new Estimate(-mean, low == null ? null : -high, low == null ? null : -low, null, 5);
        PairedDifference pair = new PairedDifference(
                ahead ? Arms.END_TO_END : Arms.STEP_BY_STEP,
                ahead ? Arms.STEP_BY_STEP : Arms.END_TO_END,
                difference,
                null,
                null,
                true,
                "");
        CellResult cell = MadeUp.cell(
                data, MadeUp.contender(Arms.END_TO_END, 0.9, 1L), MadeUp.contender(Arms.STEP_BY_STEP, 0.9, 1L));
        ComparisonResult made = cell.comparison();
        ComparisonResult paired = new ComparisonResult(
                made.experiment(),
                made.metric(),
                made.higherIsBetter(),
                made.chance(),
                made.target(),
                made.budget(),
                made.seeds(),
                made.modules(),
                List.of(
                        new ComparisonResult.Judged("adder", "sum", false),
                        new ComparisonResult.Judged("reader", "digit", true)),
                made.contenders(),
                List.of(pair),
                made.verdicts(),
                made.samples(),
                made.classes());
        return new CellResult(cell.cell(), new Results(Results.FORMAT, null, List.of(), paired));
    }

    @ParameterizedTest
    @CsvSource({
        " 0.010,  0.020,  0.030, SUPPORTED,     SUPPORTED",
        "-0.004,  0.010,  0.024, SUPPORTED,     UNDECIDED",
        "-0.004,  0.000,  0.004, SUPPORTED,     NOT_SUPPORTED",
        "-0.010,  0.001,  0.012, UNDECIDED,     UNDECIDED",
        "-0.030, -0.020, -0.010, NOT_SUPPORTED, NOT_SUPPORTED",
        "-0.003, -0.002, -0.001, NOT_SUPPORTED, NOT_SUPPORTED"
    })
    void verdictsFollowTheInterval(double low, double mean, double high, Verdict asGood, Verdict loses) {
        assertThat(SameNetworkClaims.of(List.of(leading("digits", low, mean, high))))
                .extracting(Finding::verdict)
                .containsExactly(asGood, loses);
    }

    @Test
    void everyDataSetHasToAgree() {
        List<Finding> findings = SameNetworkClaims.of(
                List.of(leading("digits", 0.01, 0.02, 0.03), leading("images", -0.03, -0.02, -0.01)));
        assertThat(findings).extracting(Finding::verdict).containsOnly(Verdict.NOT_SUPPORTED);
        assertThat(findings.get(0).evidence())
                .containsExactly("On place digits end-to-end leads step-by-step by +2.00 points [+1.00, +3.00].");
        assertThat(findings.get(0).against())
                .containsExactly("On place images end-to-end leads step-by-step by -2.00 points [-3.00, -1.00].");
    }

    @Test
    void oneSeedDecidesNothing() {
        assertThat(SameNetworkClaims.of(List.of(leading("digits", null, 0.5, null))))
                .extracting(Finding::verdict)
                .containsOnly(Verdict.UNDECIDED);
    }

    @Test
    void missingImagesAreNamedWithTheirPlace() {
        Setup setup = new Setup(Scale.FULL, Path.of("nowhere"), OptionalInt.empty());
        SameNetworkStudy study = new SameNetworkStudy();
        assertThat(study.cells(setup, Evidence.NONE)).extracting(Cell::name).containsExactly("digits");
        Findings findings = study.findings(setup, new Evidence(List.of(leading("digits", 0.01, 0.02, 0.03))));
        assertThat(findings.notes().get(0))
                .startsWith("fashion-mnist was left out: ")
                .contains(Path.of("nowhere", "fashion-mnist").toString());
    }
}
