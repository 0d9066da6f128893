package dev.regimen.model.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.regimen.model.Weights;
import dev.regimen.torch.Seeds;
import dev.regimen.torch.TensorData;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.GeneratorOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionTest {
    /** Grey images have a way of their own where there is no gradient; the last ones have not. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 16, 3, SAME, true, true",
        "5, 1, 16, 3, NONE, true, true",
        "5, 1, 8, 3, SAME, false, true",
        "5, 1, 16, 5, SAME, true, false",
        "5, 1, 4, 3, SAME, true, false",
        "5, 3, 16, 3, SAME, true, false"
    })
    void givesTheSameWithAGradientAndWithoutOne(
            int batch, int in, int out, int size, Padding padding, boolean biased, boolean byPatches) {
        try (Generator generator = Seeds.generator(1);
                Weights weights = new Weights(generator);
                PointerScope scope = new PointerScope()) {
            Convolution convolution = Convolution.declare(
                    weights, "one", in, out, new Convolution.Form(size, padding, biased, Initialisation.UNIFORM));
            assertThat(convolution.ofGreyPatches()).isEqualTo(byPatches);
            Tensor all = torch.randn(new long[] {batch + 2, in, 9, 7}, new GeneratorOptional(generator));
            Tensor images = Convolution.channelsLast(all.narrow(0, 1, batch)); // not at the beginning of its memory
            Tensor expected = convolution.apply(images).detach();
            try (NoGradGuard guard = new NoGradGuard()) {
                Tensor actual = convolution.apply(images);
                assertThat(TensorData.shape(actual)).isEqualTo(TensorData.shape(expected));
                assertThat(actual.is_contiguous(MemoryFormat.ChannelsLast)).isTrue();
                assertThat(TensorData.toFloats(actual)).containsExactly(TensorData.toFloats(expected), within(1e-5f));
            }
        }
    }
}
