package dev.regimen.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulesTest {
    @ParameterizedTest
    @CsvSource({"0, 1", "0.4, 1", "1, 1"})
    void constantStays(double progress, double factor) {
        assertThat(new ConstantSchedule().factor(progress)).isEqualTo(factor);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0.0999, 1", "0.1, 0.5", "0.2999, 0.25", "0.3, 0.125", "0.7, 0.0078125", "1, 0.0009765625"})
    void stepFallsAtEveryPartOfTheBudget(double progress, double factor) {
        assertThat(new StepSchedule(0.5, 0.1).factor(progress)).isEqualTo(factor);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0.33, 1", "0.34, 0.1", "0.66, 0.1", "0.67, 0.01"})
    void stepFallsTwiceUnlessSet(double progress, double factor) {
        assertThat(new StepSchedule(null, null).factor(progress)).isCloseTo(factor, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0.25, 0.8681980515339464", "0.3333333333333333, 0.775", "0.5, 0.55", "1, 0.1"})
    void cosineFallsToItsFinalFactor(double progress, double factor) {
        assertThat(new CosineSchedule(0.1).factor(progress)).isCloseTo(factor, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0.5, 0.5", "1, 0"})
    void cosineFallsToNothingUnlessSet(double progress, double factor) {
        assertThat(new CosineSchedule(null).factor(progress)).isCloseTo(factor, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.2", "0.1, 0.6", "0.2, 1", "0.6, 0.5", "1, 0"})
    void warmUpRisesThenFollowsTheWholeOfTheOther(double progress, double factor) {
        Schedule schedule = new WarmUp(0.2, 0.2, new CosineSchedule(null));
        assertThat(schedule.factor(progress)).isCloseTo(factor, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.025, 0.5", "0.05, 1", "1, 1"})
    void warmUpRisesFromNothingToAConstantUnlessSet(double progress, double factor) {
        assertThat(new WarmUp(null, null, null).factor(progress)).isCloseTo(factor, within(1e-12));
    }

    @Test
    void saysWhatIsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StepSchedule(0.0, null))
                .withMessage("factor is 0.0, but must be a number above 0 and up to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StepSchedule(null, 1.5))
                .withMessage("every is 1.5, but must be a number above 0 and up to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CosineSchedule(-0.1))
                .withMessage("final-factor is -0.1, but must be a number from 0 to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WarmUp(1.0, null, null))
                .withMessage("fraction is 1.0, but must be a number above 0 and below 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WarmUp(null, Double.NaN, null))
                .withMessage("initial-factor is NaN, but must be a number from 0 to 1");
    }
}
