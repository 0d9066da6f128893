package dev.regimen.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.report.Samples.Said;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void digitsAreShownAsPicturesSideBySide() {
        Samples samples = Samples.of(Extremes.TYPICAL.results().comparison());
        assertThat(samples.inputs()).hasSize(8).allSatisfy(example -> {
            assertThat(example).hasSize(1);
            assertThat(example.get(0).field()).isEqualTo("image");
            assertThat(example.get(0).images()).hasSize(2);
            assertThat(example.get(0).numbers()).isEmpty();
        });
    }

    @Test
    void truthsAreNamedAndFitEachOther() {
        Samples samples = Samples.of(Extremes.TYPICAL.results().comparison());
        for (int i = 0; i < 8; i++) {
            List<String> digits = samples.truths().get("digit").get(i);
            int sum = digits.stream().mapToInt(Integer::parseInt).sum() % 10;
            assertThat(samples.truths().get("sum").get(i)).containsExactly(String.valueOf(sum));
        }
    }

    @Test
    void theMostProbableClassIsTheAnswer() {
        Samples samples = Samples.of(Extremes.TYPICAL.results().comparison());
        assertThat(samples.answers()).hasSize(5);
        List<Said> read = samples.answers().get("step-by-step").get("reader");
        assertThat(read).hasSize(8).allSatisfy(answer -> {
            assertThat(answer.said()).hasSize(2).isSubsetOf(SampleDigits.TEN);
            assertThat(answer.probabilities()).hasSize(2).allMatch(probability -> probability >= 0.5f);
        });
    }

    @Test
    void numbersAreWrittenWithFourDigits() {
        Samples samples = Samples.of(Extremes.REGRESSION.results().comparison());
        assertThat(samples.inputs().get(0).get(0).numbers()).hasSize(12);
        assertThat(samples.inputs().get(0).get(0).count()).isEqualTo(20);
        Said second = samples.answers().get("end-to-end").get("adder").get(1);
        assertThat(second).isEqualTo(new Said(List.of("0.8415"), List.of()));
    }

    @Test
    void stringsAreShownAsTheyAreRead() {
        Samples samples = Samples.of(Extremes.STRINGS.results().comparison());
        assertThat(samples.truths().get("sum"))
                .containsExactly(List.of("3", "1", "4"), List.of("1", "5"), List.of("9", "2", "6"), List.of("5"));
        List<Said> read = samples.answers().get("end-to-end").get("adder");
        assertThat(read.get(0)).isEqualTo(new Said(List.of("3", "1", "4"), List.of(), null, 1.0));
        assertThat(read.get(1)).isEqualTo(new Said(List.of("1", "5", "5"), List.of(), null, 0.0));
        assertThat(read.get(2)).isEqualTo(new Said(List.of(), List.of(), null, 0.0));
        assertThat(read.get(3)).isEqualTo(new Said(Collections.singletonList(null), List.of(), null, 0.0));
    }

    @Test
    void withoutSamplesThereIsNothing() {
        Samples samples = Samples.of(Extremes.NO_SAMPLES.results().comparison());
        assertThat(samples.inputs()).isEmpty();
        assertThat(samples.truths()).isEmpty();
    }
}
