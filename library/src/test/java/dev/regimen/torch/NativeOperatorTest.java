package dev.regimen.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class NativeOperatorTest {
    @Test
    void callsAnOperatorAgainAndAgain() {
        try (Tensor tensor = TensorData.floats(new float[] {1, 2}, 2);
                NativeOperator add = madeInAScope("add_.Scalar", tensor, 0.5, 2.0)) {
            add.run();
            assertThat(TensorData.toFloats(tensor)).containsExactly(2, 3);
            add.argument(1, 10);
            add.run();
            add.run();
            assertThat(TensorData.toFloats(tensor)).containsExactly(42, 43);
        }
    }

    private static NativeOperator madeInAScope(String name, Tensor tensor, double... numbers) {
        try (PointerScope scope = new PointerScope()) {
            return new NativeOperator(name, new IValue(tensor), numbers[0], numbers[1]);
        }
    }

    @Test
    void saysWhichOperatorDoesNotExist() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NativeOperator("_fused_magic_"))
                .withMessage("libtorch has no operator '_fused_magic_'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NativeOperator("add_.Tensr"))
                .withMessage("libtorch has no operator 'add_.Tensr'");
    }

    @Test
    void refusesWhatNoOperatorTakes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NativeOperator("add_.Scalar", "one"))
                .withMessage("an operator takes no String");
    }

    @Test
    void saysWhatTheOperatorExpected() {
        try (NativeOperator sqrt = new NativeOperator("_foreach_sqrt_", 1.0)) {
            assertThatThrownBy(sqrt::run).isInstanceOf(RuntimeException.class).hasMessageContaining("TensorList");
        }
    }
}
