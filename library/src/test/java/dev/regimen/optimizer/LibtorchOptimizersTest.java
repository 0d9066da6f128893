package dev.regimen.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.torch.TensorData;
import java.util.Map;
import java.util.function.Function;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.junit.jupiter.api.Test;

/** The same moves as by libtorch's own optimizers. */
class LibtorchOptimizersTest {
    private static final double RATE = 0.01;

    @Test
    void adam() {
        assertSameMoves(new AdamSettings(null, null, null, null, 0.1, null, null), parameters -> {
            AdamOptions options = new AdamOptions(RATE);
            options.weight_decay().put(0.1);
            return new Adam(parameters, options);
        });
    }

    @Test
    void adamW() {
        assertSameMoves(new AdamWSettings(null, null, null, null, 0.1, null, null), parameters -> {
            AdamWOptions options = new AdamWOptions(RATE);
            options.weight_decay().put(0.1);
            return new AdamW(parameters, options);
        });
    }

    @Test
    void sgdWithNesterov() {
        assertSameMoves(new SgdSettings(null, 0.9, true, null, 0.1, null, null), parameters -> {
            SGDOptions options = new SGDOptions(RATE);
            options.momentum().put(0.9);
            options.nesterov().put(true);
            options.weight_decay().put(0.1);
            return new SGD(parameters, options);
        });
    }

    @Test
    void sgdWithDampening() {
        assertSameMoves(new SgdSettings(null, 0.9, null, 0.3, 0.1, null, null), parameters -> {
            SGDOptions options = new SGDOptions(RATE);
            options.momentum().put(0.9);
            options.dampening().put(0.3);
            options.weight_decay().put(0.1);
            return new SGD(parameters, options);
        });
    }

    @Test
    void rmsProp() {
        assertSameMoves(new RmsPropSettings(null, null, 1e-3, 0.9, true, 0.1, null, null), parameters -> {
            RMSpropOptions options = new RMSpropOptions(RATE);
            options.eps().put(1e-3);
            options.momentum().put(0.9);
            options.centered().put(true);
            options.weight_decay().put(0.1);
            return new RMSprop(parameters, options);
        });
    }

    private static void assertSameMoves(OptimizerSettings settings, Function<TensorVector, Optimizer> libtorch) {
        try (ParameterFixture ours = ParameterFixture.create(7);
                ParameterFixture theirs = ParameterFixture.create(7);
                Updater updater = settings.updater(ours.parameters());
                Optimizer optimizer = libtorch.apply(
                        new TensorVector(theirs.parameters().values().toArray(Tensor[]::new)))) {
            for (int step = 0; step < 100; step++) {
                try (PointerScope scope = new PointerScope()) {
                    ours.differentiate(step, true);
                    theirs.differentiate(step, true);
                    updater.step(RATE);
                    optimizer.step();
                }
            }
            Map<String, float[]> expected = ParameterFixture.values(theirs.parameters());
            ours.parameters().forEach((name, parameter) -> assertThat(TensorData.toFloats(parameter))
                    .as(name)
                    .usingComparatorWithPrecision(2e-6f)
                    .containsExactly(expected.get(name)));
        }
    }
}
