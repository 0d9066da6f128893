package dev.regimen.study.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.comparison.ContenderResult;
import dev.regimen.study.CellResult;
import dev.regimen.study.Finding;
import dev.regimen.study.Verdict;
import dev.regimen.study.finding.MadeUp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthClaimTest {
    private static final ContenderResult STEPS = MadeUp.learned("step-by-step", 100L, 101L, 99L);

    /** Of chains from two modules on, each as dear step by step. */
    private static Finding finding(Long[]... joint) {
        List<CellResult> cells = new ArrayList<>();
        for (Long[] examples : joint) {
            cells.add(MadeUp.chain(cells.size() + 2, STEPS, MadeUp.contender("end-to-end", 0.9, examples)));
        }
        return new GrowthClaim(new CascadeCosts(cells)).finding();
    }

    private static Long[] seeds(Long... examples) {
        return examples;
    }

    @Test
    void aLargerRatioSupportsIt() {
        Finding finding = finding(seeds(200L, 202L, 198L), seeds(400L, 404L, 396L));
        assertThat(finding.verdict()).isEqualTo(Verdict.SUPPORTED);
        assertThat(finding.evidence().get(0)).contains("2 modules: 1.9 to 2.1 times; 3 modules: 3.8 to 4.2 times");
    }

    @Test
    void aSmallerOneContradictsIt() {
        Finding finding = finding(seeds(400L, 404L, 396L), seeds(200L, 202L, 198L));
        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_SUPPORTED);
        assertThat(finding.against())
                .containsExactly("The ratio is smaller than with 2 modules with 3 modules: 1.9 to 2.1 times.");
    }

    @Test
    void intervalsThatMerelyMeetDecideNothing() {
        assertThat(finding(seeds(100L, 200L, 400L), seeds(200L, 400L, 800L)).verdict())
                .isEqualTo(Verdict.UNDECIDED);
        assertThat(finding(seeds(200L, 202L, 198L), seeds(400L, 404L, 396L), seeds(100L, 101L, 99L))
                        .verdict())
                .isEqualTo(Verdict.UNDECIDED);
    }

    /** Censored logarithms have the mean of 464 examples, but an interval from some 20. */
    @Test
    void aCensoredMeanDecidesNothingByItself() {
        Finding wide = finding(seeds(200L, 202L, 198L), seeds(100L, null, null));
        assertThat(wide.verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(wide.evidence().get(0)).contains("3 modules: at least 0.2 times");
        Finding clear = finding(seeds(200L, 202L, 198L), seeds(null, null, null));
        assertThat(clear.verdict()).isEqualTo(Verdict.SUPPORTED);
        assertThat(clear.evidence().get(0)).contains("3 modules: at least 9.8 times");
    }

    @Test
    void saysHowManyLengthsAreTooFewForALaw() {
        assertThat(finding(seeds(200L, 202L, 198L), seeds(400L, 404L, 396L)).evidence())
                .anyMatch(words -> words.startsWith("The growth of end-to-end cannot be fitted"));
        assertThat(finding(seeds(200L, 202L, 198L), seeds(300L, 303L, 297L), seeds(400L, 404L, 396L))
                        .evidence())
                .anyMatch(words ->
                        words.startsWith("The cost of end-to-end as a power of the number of modules: exponent 1.0")
                                && words.endsWith("3 lengths are too few to tell laws apart."));
    }

    @Test
    void needsALengthAtWhichStepByStepArrived() {
        CellResult cell = MadeUp.chain(
                2, MadeUp.learned("end-to-end", 200L, 200L), MadeUp.contender("step-by-step", 0.5, 100L, null));
        assertThat(new GrowthClaim(new CascadeCosts(List.of(cell))).finding().verdict())
                .isEqualTo(Verdict.UNDECIDED);
    }
}
