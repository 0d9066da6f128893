package dev.regimen.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.torch.Natives;
import dev.regimen.torch.TensorData;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class ReliabilityTest {
    @Test
    void predictionsAreCountedByTheirProbability() {
        Natives.load();
        try (PointerScope scope = new PointerScope()) {
            // three say class 0 with 0.97, of which one is wrong; one says class 1 with 0.6, and is right
            Tensor sure = TensorData.floats(new float[] {0.97f, 0.03f, 0.97f, 0.03f, 0.97f, 0.03f}, 3, 2);
            Tensor unsure = TensorData.floats(new float[] {0.42f, 0.58f}, 1, 2);
            Reliability reliability = Reliability.NONE
                    .plus(sure, TensorData.longs(new long[] {0, 1, 0}, 3))
                    .plus(unsure, TensorData.longs(new long[] {1}, 1));
            assertThat(reliability.bins()).hasSize(15);
            Reliability.Bin last = reliability.bins().get(14);
            assertThat(last.count()).isEqualTo(3);
            assertThat(last.right()).isEqualTo(2);
            assertThat(last.probabilities()).isEqualTo(2.91, within(1e-6));
            assertThat(reliability.bins().get(8).count())
                    .as("from 8/15 to 9/15")
                    .isEqualTo(1);
            assertThat(reliability.bins().stream()
                            .mapToLong(Reliability.Bin::count)
                            .sum())
                    .isEqualTo(4);
        }
    }
}
