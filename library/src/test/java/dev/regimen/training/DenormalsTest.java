package dev.regimen.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.regimen.model.ModelSpec;
import dev.regimen.model.ModuleSpec;
import dev.regimen.model.Net;
import dev.regimen.optimizer.AdamSettings;
import dev.regimen.optimizer.Updater;
import dev.regimen.torch.Denormals;
import dev.regimen.torch.TensorData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

/** Numbers too small for full precision, which make a step many times slower, are zero while a model is trained. */
class DenormalsTest {
    private static final int STEPS = 3;

    /** So many halvings that a float of about one is left without most of its digits, but not yet zero. */
    private static final int HALVINGS = 140;

    private final List<Double> seen = new ArrayList<>();

    @Test
    void aTrainingStepComputesWithThemAsZero() {
        assumeTrue(Denormals.flushed(DenormalsTest::small) == 0, "this processor cannot treat them as zero");
        train();
        assertThat(seen).hasSize(STEPS).containsOnly(0.0);
    }

    @Test
    void afterwardsTheyAreThemselvesAgain() {
        train();
        assertThat(small()).isPositive();
        assertThat(Float.MIN_NORMAL * Float.parseFloat("0.5")).isPositive();
    }

    @Test
    void theyAreThemselvesAgainAfterAFailure() {
        assertThatThrownBy(() -> Denormals.flushed(() -> {
                    throw new IllegalStateException("a loss that fails");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(small()).isPositive();
    }

    /** What Adam remembers of a gradient that vanished halves in every step. */
    @Test
    void whatAnOptimizerRemembersOfAVanishedGradientVanishes() {
        assumeTrue(Denormals.flushed(DenormalsTest::small) == 0, "this processor cannot treat them as zero");
        assertThat(meanAfter(1)).isEqualTo(0.5f);
        assertThat(meanAfter(100)).isPositive();
        assertThat(meanAfter(HALVINGS)).isZero();
    }

    /** One training step with the gradient 1 and the others with the gradient 0. */
    private static float meanAfter(int steps) {
        AdamSettings adam = new AdamSettings(0.1, 0.5, null, null, null, null, null);
        try (PointerScope scope = new PointerScope()) {
            Tensor parameter = torch.zeros(2, 8).set_requires_grad(true);
            try (Updater updater = adam.updater(Map.of("weight", parameter))) {
                for (int i = 0; i < steps; i++) {
                    parameter.mutable_grad().put(i == 0 ? torch.ones(2, 8) : torch.zeros(2, 8));
                    Denormals.flushed(() -> {
                        updater.step(0.1);
                        return 0;
                    });
                }
                return TensorData.toFloats(updater.state().get("weight/mean"))[0];
            }
        }
    }

    private void train() {
        try (TinyPhases phases = new TinyPhases()) {
            ModelSpec spec = ModelSpec.of(
                    ModuleSpec.of("reader", "point", looking(TinySystem.hidden(16, 4))),
                    ModuleSpec.of("judge", "reader", TinySystem.hidden(8, 2)));
            try (Trainer trainer = phases.trainer(spec, CheckpointStore.NONE, () -> false)) {
                trainer.run(phases.joint(TinySystem.adam(0.01), STEPS));
            }
        }
    }

    /** The net, which in training notes what half of the smallest number of full precision is. */
    private Net looking(Net net) {
        return (inputs, weights) -> {
            var layer = net.build(inputs, weights);
            return (values, pass) -> {
                if (pass.training()) {
                    seen.add(small());
                }
                return layer.forward(values, pass);
            };
        };
    }

    private static double small() {
        try (PointerScope scope = new PointerScope()) {
            return TensorData.toDouble(
                    torch.full(new long[] {1}, new Scalar(Float.MIN_NORMAL)).mul(new Scalar(0.5)));
        }
    }
}
