package dev.regimen.benchmarks;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;

/**
 * A net put together from the binding's modules.
 *
 * @param module has the parameters of all of them
 * @param forward {@code [batch, …]} to logits {@code [batch, classes]}
 */
public record NaiveNet(Module module, UnaryOperator<Tensor> forward) implements AutoCloseable {
    /** Of all its modules, as views that the caller closes. */
    public TensorVector parameters() {
        return module.parameters();
    }

    @Override
    public void close() {
        module.close();
    }
}
