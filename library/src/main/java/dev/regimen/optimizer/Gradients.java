package dev.regimen.optimizer;

import dev.regimen.torch.Natives;
import java.util.Collection;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The gradients of some parameters together, as one long vector; parameters without one are left out. Outlives the
 * scope it is made in; the parameters stay their owner's.
 */
public final class Gradients implements Clipped {
    private final TensorVector parameters;

    public Gradients(Collection<Tensor> parameters) {
        Natives.load();
        this.parameters = Slots.kept(new TensorVector(parameters.toArray(Tensor[]::new)));
    }

    /**
     * Scales the gradients so that their norm is at most this (Pascanu et al. 2013, arXiv:1211.5063, algorithm 1).
     *
     * @param norm above 0
     * @return the Euclidean norm before; not finite if a gradient is not, or if it is beyond the range of a float
     */
    double clip(double norm) {
        try (PointerScope temporaries = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            return torch.clip_grad_norm_(parameters, norm);
        }
    }

    @Override
    public double[] cutTo(double norm) {
        return new double[] {clip(norm)};
    }

    @Override
    public void close() {
        parameters.close();
    }
}
