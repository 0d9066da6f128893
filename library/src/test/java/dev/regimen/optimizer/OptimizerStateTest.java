package dev.regimen.optimizer;

import static dev.regimen.optimizer.ParameterFixture.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.regimen.torch.TensorData;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerStateTest {
    @ParameterizedTest
    @MethodSource("dev.regimen.optimizer.OptimizerCase#all")
    void goesOnFromACheckpointBitEqual(OptimizerCase optimizer) {
        try (ParameterFixture first = ParameterFixture.create(7);
                Updater uninterrupted = optimizer.settings().updater(first.parameters());
                ParameterFixture second = ParameterFixture.create(8);
                Updater resumed = optimizer.settings().updater(second.parameters())) {
            run(first, uninterrupted, 0, 2); // to before the seldom one has moved
            copy(values(first.parameters()), second.parameters());
            copy(values(uninterrupted.state()), resumed.state());
            run(first, uninterrupted, 2, 20);
            run(second, resumed, 2, 20);
            assertSame(second.parameters(), values(first.parameters()));
            assertSame(resumed.state(), values(uninterrupted.state()));
        }
    }

    /** As when the best weights are taken up again. */
    @ParameterizedTest
    @MethodSource("dev.regimen.optimizer.OptimizerCase#all")
    void goesBackToItsOwnCheckpoint(OptimizerCase optimizer) {
        try (ParameterFixture fixture = ParameterFixture.create(7);
                Updater updater = optimizer.settings().updater(fixture.parameters())) {
            Map<String, float[]> parameters = values(fixture.parameters());
            Map<String, float[]> state = values(updater.state());
            run(fixture, updater, 0, 5);
            Map<String, float[]> moved = values(fixture.parameters());
            copy(parameters, fixture.parameters());
            copy(state, updater.state());
            run(fixture, updater, 0, 5);
            assertSame(fixture.parameters(), moved);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.regimen.optimizer.OptimizerCase#all")
    void leavesAParameterWithoutGradientAloneAndItsState(OptimizerCase optimizer) {
        try (ParameterFixture fixture = ParameterFixture.create(7);
                Updater updater = optimizer.settings().updater(fixture.parameters())) {
            run(fixture, updater, 0, 3); // the seldom one has moved in the last of these
            Map<String, float[]> parameters = values(fixture.parameters());
            Map<String, float[]> state = values(updater.state());
            run(fixture, updater, 3, 5);
            Map<String, float[]> later = values(fixture.parameters());
            assertThat(later.get("adder/seldom")).containsExactly(parameters.get("adder/seldom"));
            assertThat(later.get("adder/bias")).isNotEqualTo(parameters.get("adder/bias"));
            state.keySet().removeIf(name -> !name.startsWith("adder/seldom/"));
            state.forEach((name, before) ->
                    assertThat(values(updater.state()).get(name)).as(name).containsExactly(before));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.regimen.optimizer.OptimizerCase#defaults")
    void doesNothingWithoutGradientsOrParameters(OptimizerSettings settings) {
        try (ParameterFixture fixture = ParameterFixture.create(7);
                Updater updater = settings.updater(fixture.parameters());
                Updater empty = settings.updater(Map.of())) {
            Map<String, float[]> parameters = values(fixture.parameters());
            Map<String, float[]> state = values(updater.state());
            updater.step(0.1);
            empty.step(0.1);
            assertSame(fixture.parameters(), parameters);
            assertSame(updater.state(), state);
            assertThat(empty.state()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.regimen.optimizer.OptimizerCase#all")
    void outlivesTheScopeItIsMadeIn(OptimizerCase optimizer) {
        try (ParameterFixture first = ParameterFixture.create(7);
                ParameterFixture second = ParameterFixture.create(7);
                Updater outside = optimizer.settings().updater(first.parameters());
                Updater inside = madeInAScope(optimizer.settings(), second)) {
            run(first, outside, 0, 5);
            run(second, inside, 0, 5);
            assertSame(second.parameters(), values(first.parameters()));
        }
    }

    private static Updater madeInAScope(OptimizerSettings settings, ParameterFixture fixture) {
        try (PointerScope scope = new PointerScope()) {
            return settings.updater(fixture.parameters());
        }
    }

    @Test
    void namesWhatItRemembers() {
        try (ParameterFixture fixture = ParameterFixture.create(7);
                Updater updater = AdamSettings.defaults().updater(fixture.parameters())) {
            assertThat(updater.state())
                    .containsKeys("adder/bias/mean", "adder/bias/square", "adder/bias/step")
                    .hasSize(3 * fixture.parameters().size());
            run(fixture, updater, 0, 4);
            assertThat(TensorData.toDouble(updater.state().get("adder/bias/step")))
                    .isEqualTo(4);
            assertThat(TensorData.toDouble(updater.state().get("adder/seldom/step")))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.regimen.optimizer.OptimizerCase#defaults")
    void refusesAParameterWithGapsInMemory(OptimizerSettings settings) {
        try (Tensor whole = torch.zeros(4, 6);
                Tensor left = whole.narrow(1, 0, 3)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> settings.updater(Map.of("reader/weight", left)))
                    .withMessage(
                            "parameter 'reader/weight' of shape [4, 3] has gaps or swapped axes in memory, but must lie"
                                    + " row-major or channels-last");
        }
    }

    private static void run(ParameterFixture fixture, Updater updater, int from, int to) {
        for (int step = from; step < to; step++) {
            try (PointerScope scope = new PointerScope()) {
                fixture.differentiate(step, true);
                updater.step(0.01);
            }
        }
    }

    private static void copy(Map<String, float[]> from, Map<String, Tensor> to) {
        assertThat(from.keySet()).isEqualTo(to.keySet());
        to.forEach((name, tensor) -> ParameterFixture.fill(tensor, from.get(name)));
    }

    private static void assertSame(Map<String, Tensor> tensors, Map<String, float[]> expected) {
        assertThat(tensors.keySet()).isEqualTo(expected.keySet());
        tensors.forEach((name, tensor) ->
                assertThat(TensorData.toFloats(tensor)).as(name).containsExactly(expected.get(name)));
    }
}
