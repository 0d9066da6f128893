package dev.regimen.ensemble;

import org.bytedeco.pytorch.Tensor;

/** Makes one prediction out of the members' predictions. */
@FunctionalInterface
public interface Combiner {
    /**
     * @param memberOutputs {@code [members, batch, …]}: probabilities {@code [members, batch, …, classes]} for classes,
     *     values for real numbers
     * @return {@code [batch, …]} of the same kind, in the caller's scope
     */
    Tensor combine(Tensor memberOutputs);
}
