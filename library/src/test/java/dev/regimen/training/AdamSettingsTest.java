package dev.regimen.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.torch.TensorData;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class AdamSettingsTest {
    @Test
    void movesLikeTheReference() {
        Tensor p = TensorData.floats(new float[] {1, 2, 3}, 3);
        Tensor q = TensorData.floats(new float[] {1, 2, 3}, 3);
        p.set_requires_grad(true);
        q.set_requires_grad(true);
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        parameters.put("m/p", p);
        parameters.put("m/q", q);
        try (Updater updater = AdamSettings.defaults().updater(parameters)) {
            for (int i = 0; i < 3; i++) {
                try (PointerScope scope = new PointerScope()) {
                    p.mutable_grad().reset();
                    p.mul(p).sum().backward();
                    updater.step(0.1);
                }
            }
            assertThat(TensorData.toFloats(p)[0]).isCloseTo(0.7014f, within(1e-3f));
            assertThat(TensorData.toFloats(q)).containsExactly(1, 2, 3);
        }
    }
}
