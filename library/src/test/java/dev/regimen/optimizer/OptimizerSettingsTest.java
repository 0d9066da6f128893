package dev.regimen.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerSettingsTest {
    @Test
    void fillsInDefaults() {
        Schedule constant = new ConstantSchedule();
        assertThat(AdamSettings.defaults()).isEqualTo(new AdamSettings(0.001, 0.9, 0.999, 1e-8, 0.0, constant, null));
        assertThat(AdamWSettings.defaults())
                .isEqualTo(new AdamWSettings(0.001, 0.9, 0.999, 1e-8, 0.01, constant, null));
        assertThat(SgdSettings.defaults()).isEqualTo(new SgdSettings(0.01, 0.0, false, 0.0, 0.0, constant, null));
        assertThat(RmsPropSettings.defaults())
                .isEqualTo(new RmsPropSettings(0.01, 0.99, 1e-8, 0.0, false, 0.0, constant, null));
    }

    @ParameterizedTest
    @MethodSource("dev.regimen.optimizer.OptimizerCase#defaults")
    void changesTheLearningRateAlone(OptimizerSettings settings) {
        OptimizerSettings other = settings.withLearningRate(0.5);
        assertThat(other.learningRate()).isEqualTo(0.5);
        assertThat(other).isNotEqualTo(settings);
        assertThat(other.withLearningRate(settings.learningRate())).isEqualTo(settings);
    }

    @ParameterizedTest
    @MethodSource("dev.regimen.optimizer.OptimizerCase#defaults")
    void refusesALearningRateThatIsNotPositive(OptimizerSettings settings) {
        refuses(() -> settings.withLearningRate(0), "learning-rate is 0.0, but must be a number above 0");
        refuses(
                () -> settings.withLearningRate(Double.POSITIVE_INFINITY),
                "learning-rate is Infinity, but must be a number above 0");
        refuses(() -> settings.withLearningRate(Double.NaN), "learning-rate is NaN, but must be a number above 0");
    }

    @Test
    void refusesWhatIsOutOfRange() {
        refuses(
                () -> new AdamSettings(null, 1.0, null, null, null, null, null),
                "beta1 is 1.0, but must be a number from 0 to below 1");
        refuses(
                () -> new AdamSettings(null, null, -0.1, null, null, null, null),
                "beta2 is -0.1, but must be a number from 0 to below 1");
        refuses(
                () -> new AdamWSettings(null, null, null, 0.0, null, null, null),
                "epsilon is 0.0, but must be a number above 0");
        refuses(
                () -> new AdamWSettings(null, null, null, null, -1.0, null, null),
                "weight-decay is -1.0, but must be a number from 0 up");
        refuses(
                () -> new SgdSettings(null, 1.5, null, null, null, null, null),
                "momentum is 1.5, but must be a number from 0 to below 1");
        refuses(
                () -> new SgdSettings(null, null, null, null, null, null, 0.0),
                "clip-norm is 0.0, but must be a number above 0");
        refuses(
                () -> new RmsPropSettings(null, 1.0, null, null, null, null, null, null),
                "alpha is 1.0, but must be a number from 0 to below 1");
    }

    @Test
    void refusesWhatAParameterCannotHold() {
        refuses(
                () -> new SgdSettings(null, null, null, null, null, null, 1e39),
                "clip-norm is 1.0E39, but must be a number above 0 in the range of a float");
        refuses(
                () -> new AdamSettings(null, null, null, 1e-60, null, null, null),
                "epsilon is 1.0E-60, but must be a number above 0 in the range of a float");
    }

    @Test
    void refusesSettingsOfSgdThatDoNotGoTogether() {
        refuses(
                () -> new SgdSettings(null, null, true, null, null, null, null),
                "nesterov needs a momentum above 0 and a dampening of 0, but momentum is 0.0 and dampening is 0.0");
        refuses(
                () -> new SgdSettings(null, 0.9, true, 0.5, null, null, null),
                "nesterov needs a momentum above 0 and a dampening of 0, but momentum is 0.9 and dampening is 0.5");
        refuses(
                () -> new SgdSettings(null, null, null, 0.5, null, null, null),
                "dampening is 0.5, but without a momentum above 0 it does nothing");
    }

    private static void refuses(ThrowingCallable settings, String message) {
        assertThatIllegalArgumentException().isThrownBy(settings).withMessage(message);
    }
}
