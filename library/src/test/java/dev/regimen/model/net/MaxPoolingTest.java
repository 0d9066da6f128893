package dev.regimen.model.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.torch.TensorData;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaxPoolingTest {
    /** The last ones have too few images, or too few channels, to be pooled in the quick way. */
    @ParameterizedTest
    @CsvSource({
        "64, 16, 8, 8, 2",
        "64, 16, 7, 11, 2",
        "64, 16, 11, 7, 3",
        "64, 8, 16, 17, 4",
        "1, 16, 8, 8, 2",
        "512, 3, 9, 9, 2"
    })
    void givesTheSameBitsWithAGradientAndWithoutOne(long batch, long channels, long height, long width, long size) {
        try (PointerScope scope = new PointerScope()) {
            Tensor images = torch.rand(batch, channels, height, width).sub_(new Scalar(0.5));
            images.select(0, 0).select(0, 0).fill_(new Scalar(Float.NaN));
            images.select(0, 0).select(0, 1).fill_(new Scalar(Float.NEGATIVE_INFINITY));
            Tensor channelsLast = images.contiguous(MemoryFormat.ChannelsLast);
            Tensor expected = torch.max_pool2d(images, size, size);

            for (Tensor layout : new Tensor[] {images, channelsLast}) {
                Tensor pooled = MaxPooling.apply(layout, size);
                assertThat(TensorData.shape(pooled)).isEqualTo(TensorData.shape(expected));
                assertThat(TensorData.toFloats(pooled)).containsExactly(TensorData.toFloats(expected));
                Tensor learning = layout.detach().clone().requires_grad_(true);
                assertThat(TensorData.toFloats(MaxPooling.apply(learning, size).detach()))
                        .containsExactly(TensorData.toFloats(expected));
            }
            assertThat(MaxPooling.apply(channelsLast, size).is_contiguous(MemoryFormat.ChannelsLast))
                    .isTrue();
        }
    }
}
