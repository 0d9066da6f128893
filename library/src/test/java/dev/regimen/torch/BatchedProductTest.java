package dev.regimen.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.regimen.torch.BatchedProduct.Factor;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
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
    @CsvSource({"4, 5, 7", "1, 5, 7", "4, 1, 7", "4, 5, 1", "1, 1, 1", "64, 128, 10"})
    void isWhatLibtorchGives(int n, int k, int m) {
        try (PointerScope scope = new PointerScope()) {
            Tensor a = torch.randn(3, n, k);
            Tensor b = torch.randn(3, k, m);
            Tensor product = a.bmm(b);
            for (boolean left : new boolean[] {false, true}) {
                for (boolean right : new boolean[] {false, true}) {
                    Tensor fresh = torch.full(new long[] {3, n, m}, new Scalar(Double.NaN));
                    BatchedProduct.into(fresh, factor(a, left), factor(b, right), false);
                    assertAlike(fresh, product);
                    Tensor sum = torch.ones(3, n, m);
                    BatchedProduct.into(sum, factor(a, left), factor(b, right), true);
                    assertAlike(sum, product.add(new Scalar(1)));
                }
            }
        }
    }

    private static void assertAlike(Tensor found, Tensor expected) {
        assertThat(TensorData.toFloats(found)).containsExactly(TensorData.toFloats(expected), Offset.offset(1e-4f));
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
            assertThatThrownBy(() -> BatchedProduct.into(torch.empty(3, 4, 4), Factor.of(a), Factor.of(a), false))
                    .hasMessage("[3, 4, 5] by [3, 4, 5] is not [3, 4, 4]");
            assertThatThrownBy(() -> Factor.of(b.transpose(1, 2))).hasMessageContaining("row by row");
            assertThatThrownBy(() -> Factor.of(b.to(ScalarType.Double))).hasMessageContaining("single precision");
        }
    }
}
