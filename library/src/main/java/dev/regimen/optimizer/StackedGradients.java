package dev.regimen.optimizer;

import dev.regimen.torch.TensorData;
import java.util.Collection;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The gradients of several members, which {@link Gradients} is for one: each member's are one long vector. A parameter
 * is that of all members, one after another along its first axis.
 */
public final class StackedGradients implements Clipped {
    /** As libtorch has it for one model: what keeps a gradient of zero from being divided by zero. */
    private static final double EPSILON = 1e-6;

    private final int members;
    private final List<Tensor> parameters;

    /** @param parameters stay their owner's */
    public StackedGradients(int members, Collection<Tensor> parameters) {
        this.members = members;
        this.parameters = List.copyOf(parameters);
    }

    @Override
    public double[] cutTo(double norm) {
        try (PointerScope temporaries = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            List<Tensor> gradients = parameters.stream()
                    .map(Tensor::grad)
                    .filter(Tensor::defined)
                    .map(gradient -> gradient.unflatten(0, members, -1)) // [members, n, …]
                    .toList();
            if (gradients.isEmpty()) {
                return new double[members];
            }
            Tensor norms = norms(gradients);
            Tensor factors = norms.add(new Scalar(EPSILON))
                    .reciprocal()
                    .mul(new Scalar(norm))
                    .clamp_max(new Scalar(1));
            gradients.forEach(gradient -> gradient.mul_(factors.view(along(gradient))));
            return TensorData.toDoubles(norms);
        }
    }

    /** {@code [members]} */
    private static Tensor norms(List<Tensor> gradients) {
        Tensor[] each = gradients.stream()
                .map(gradient -> gradient.flatten(1, -1).norm(new ScalarOptional(new Scalar(2)), 1))
                .toArray(Tensor[]::new);
        return torch.stack(new TensorVector(each), 0).norm(new ScalarOptional(new Scalar(2)), 0);
    }

    /** A shape {@code [members, 1, …]} with as many axes. */
    private long[] along(Tensor gradient) {
        long[] shape = new long[(int) gradient.dim()];
        java.util.Arrays.fill(shape, 1);
        shape[0] = members;
        return shape;
    }

    @Override
    public void close() {
        // It owns nothing: the parameters are the stack's.
    }
}
