package dev.regimen.study.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrowthTest {
    private static final List<Cost> TWO = reached(9_000, 10_000, 11_000);
    private static final List<Cost> THREE = reached(19_000, 20_000, 21_000);
    private static final List<Cost> FOUR = reached(39_000, 40_000, 41_000);
    private static final List<Cost> SOMETIMES = List.of(new Cost(50_000, true), new Cost(90_000, false));

    @Test
    void ordersLawsByHowWellTheyFit() {
        Growth growth = Growth.of(
                "end-to-end",
                Map.of(2, TWO, 3, THREE, 4, FOUR, 5, reached(80_000, 80_000), 6, reached(160_000, 160_000)));
        assertThat(growth.fits()).extracting(GrowthFit::law).first().isEqualTo(GrowthLaw.EXPONENTIAL);
        assertThat(growth.fits()).hasSize(3);
        assertThat(growth.alsoGood()).isEmpty();
        assertThat(GrowthTable.of(List.of(growth)).rows().get(0)).contains("exponential", "0.0");
    }

    @Test
    void seedsOfALengthAreNoFurtherEvidenceAboutALaw() {
        Growth one = Growth.of("auxiliary", Map.of(2, reached(10_000), 3, reached(30_000), 4, reached(40_000)));
        Growth many = Growth.of(
                "auxiliary",
                Map.of(2, reached(10_000, 10_000), 3, reached(30_000, 30_000), 4, reached(40_000, 40_000)));
        assertThat(many.fits()).isEqualTo(one.fits());
        assertThat(many.tellsLawsApart()).isFalse();
        assertThat(GrowthTable.of(List.of(many)).rows())
                .allSatisfy(row -> assertThat(row).last().isEqualTo("too few lengths"));
    }

    @Test
    void leavesOutLengthsWhereASeedDidNotReachTheTarget() {
        Growth growth = Growth.of("end-to-end", Map.of(2, TWO, 3, THREE, 4, FOUR, 5, SOMETIMES));
        assertThat(growth.lengths()).containsExactly(2, 3, 4);
        assertThat(growth.censored()).containsExactly(5);
        assertThat(growth.fits())
                .isEqualTo(Growth.of("end-to-end", Map.of(2, TWO, 3, THREE, 4, FOUR))
                        .fits());
    }

    @Test
    void neverFitsTwoLengths() {
        Growth growth = Growth.of("end-to-end", Map.of(2, TWO, 3, THREE, 4, SOMETIMES));
        assertThat(growth.fits()).isEmpty();
        assertThat(growth.alsoGood()).isEmpty();
        assertThat(GrowthTable.of(List.of(growth)).rows())
                .containsExactly(List.of("end-to-end", "2, 3", "4", "cannot be fitted", "–", "–", "–"));
    }

    @Test
    void ameanIsABoundWhereASeedDidNotReachTheTarget() {
        TypicalCost bound = TypicalCost.of(List.of(new Cost(40_000, true), new Cost(90_000, false)))
                .orElseThrow();
        assertThat(bound.bound()).isTrue();
        assertThat(bound.low()).isLessThan(60_000);
        assertThat(bound.high()).isNull();
        assertThat(bound.words()).isEqualTo("> 60,000");
        assertThat(TypicalCost.of(reached(4_000, 9_000)).orElseThrow().words()).startsWith("6,000 [");
        assertThat(TypicalCost.of(List.of())).isEmpty();
    }

    private static List<Cost> reached(long... examples) {
        return java.util.Arrays.stream(examples)
                .mapToObj(each -> new Cost(each, true))
                .toList();
    }
}
