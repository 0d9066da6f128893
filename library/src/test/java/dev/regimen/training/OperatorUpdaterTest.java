package dev.regimen.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.regimen.torch.Natives;
import dev.regimen.torch.TensorData;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Context;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class OperatorUpdaterTest {
    /** So many halvings that a float of about one is left without most of its digits, but not yet zero. */
    private static final int HALVINGS = 140;

    private static final AdamSettings ADAM = new AdamSettings(0.1, 0.5, null, null, null, null, null);

    /** Such numbers would make every later step slow. */
    @Test
    void whatIsRememberedOfAVanishedGradientVanishes() {
        assumeTrue(flushes(), "this processor cannot treat such numbers as zero");
        assertThat(meanAfter(1)).isEqualTo(0.5f);
        assertThat(meanAfter(100)).isPositive();
        assertThat(meanAfter(HALVINGS)).isZero();
    }

    @Test
    void javasOwnSmallNumbersStay() {
        meanAfter(1);
        assertThat(Float.MIN_NORMAL * half()).isPositive();
    }

    /** One step with the gradient 1 and the others with the gradient 0. */
    private static float meanAfter(int steps) {
        try (PointerScope scope = new PointerScope()) {
            Tensor parameter = torch.zeros(2, 8).set_requires_grad(true);
            try (Updater updater = ADAM.updater(Map.of("weight", parameter))) {
                for (int i = 0; i < steps; i++) {
                    parameter.mutable_grad().put(i == 0 ? torch.ones(2, 8) : torch.zeros(2, 8));
                    updater.step(0.1);
                }
                return TensorData.toFloats(updater.state().get("weight/mean"))[0];
            }
        }
    }

    private static boolean flushes() {
        Natives.load();
        boolean can = Context.setFlushDenormal(true);
        Context.setFlushDenormal(false);
        return can;
    }

    /** Not known to the compiler, which would compute with it. */
    private static float half() {
        return Float.parseFloat("0.5");
    }
}
