package dev.regimen.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.torch.TensorData;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GradientsTest {
    private final Tensor first = TensorData.floats(new float[2], 2);
    private final Tensor second = TensorData.floats(new float[2], 2);
    private final Tensor unreached = TensorData.floats(new float[2], 2);
    private final Gradients gradients = madeInAScope();

    private Gradients madeInAScope() {
        try (PointerScope scope = new PointerScope()) {
            return new Gradients(List.of(first, second, unreached));
        }
    }

    @AfterEach
    void close() {
        gradients.close();
        List.of(first, second, unreached).forEach(Tensor::close);
    }

    @Test
    void measuresThemAsOneVector() {
        give(3, 0, 0, -4);
        assertThat(gradients.clip(1e9)).isEqualTo(5);
        assertThat(TensorData.toFloats(first.grad())).containsExactly(3, 0);
        assertThat(unreached.grad().defined()).isFalse();
    }

    @Test
    void cutsThemToTheNormTogether() {
        give(3, 0, 0, -4);
        assertThat(gradients.clip(0.5)).isEqualTo(5);
        assertThat(TensorData.toFloats(first.grad())[0]).isCloseTo(0.3f, within(1e-6f));
        assertThat(TensorData.toFloats(second.grad())[1]).isCloseTo(-0.4f, within(1e-6f));
        assertThat(gradients.clip(1e9)).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void leavesSmallerOnesAlone() {
        give(3, 0, 0, -4);
        gradients.clip(5.1);
        assertThat(TensorData.toFloats(first.grad())).containsExactly(3, 0);
        assertThat(TensorData.toFloats(second.grad())).containsExactly(0, -4);
    }

    @Test
    void showsWhenOneIsNotFinite() {
        give(3, Float.NaN, 0, -4);
        assertThat(gradients.clip(1)).isNaN();
        give(3, Float.NEGATIVE_INFINITY, 0, -4);
        assertThat(gradients.clip(1e9)).isInfinite();
    }

    @Test
    void isNothingWithoutGradients() {
        assertThat(gradients.clip(1)).isZero();
        try (Gradients none = new Gradients(List.of())) {
            assertThat(none.clip(1)).isZero();
        }
    }

    private void give(float... values) {
        first.mutable_grad().put(TensorData.floats(new float[] {values[0], values[1]}, 2));
        second.mutable_grad().put(TensorData.floats(new float[] {values[2], values[3]}, 2));
    }
}
