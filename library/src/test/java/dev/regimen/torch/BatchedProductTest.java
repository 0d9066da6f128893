package dev.regimen.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.torch.BatchedProduct.Factor;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchedProductTest {
    @BeforeAll
    static void load() {
        Natives.load();
    }

    @ParameterizedTest
    @CsvSource({"false, false, false", "true, false, true", "false, true, false", "true, true, true"})
    void isWhatLibtorchGives(boolean left, boolean right, boolean add) {
        try (PointerScope scope = new PointerScope()) {
            Tensor a = torch.randn(3, 4, 5);
            Tensor b = torch.randn(3, 5, 7);
            Tensor result = torch.randn(3, 4, 7);
            Tensor expected = a.bmm(b).add(add ? result : torch.zeros_like(result));
            BatchedProduct.into(result, factor(a, left), factor(b, right), add);
            assertThat(TensorData.toFloats(result))
                    .containsExactly(TensorData.toFloats(expected), Offset.offset(1e-5f));
        }
    }

    private static Factor factor(Tensor values, boolean transposed) {
        return transposed ? Factor.transposed(values.transpose(1, 2).contiguous()) : Factor.of(values);
    }

    /** It goes to memory by address, so what does not fit has to be found before. */
    @Test
    void refusesWhatDoesNotFit() {
        try (PointerScope scope = new PointerScope()) {
            Tensor a = torch.randn(3, 4, 5);
            Tensor b = torch.randn(3, 5, 7);
            assertThatThrownBy(() -> BatchedProduct.into(torch.empty(3, 4, 6), Factor.of(a), Factor.of(b), false))
                    .hasMessage("[3, 4, 5] by [3, 5, 7] is not [3, 4, 6]");
            assertThatThrownBy(() -> BatchedProduct.into(torch.empty(2, 4, 7), Factor.of(a), Factor.of(b), false))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> Factor.of(b.transpose(1, 2))).hasMessageContaining("row by row");
            assertThatThrownBy(() -> Factor.of(b.to(ScalarType.Double))).hasMessageContaining("single precision");
        }
    }
}
