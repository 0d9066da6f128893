package dev.regimen.model;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * The weights of one module of several members.
 *
 * @param members how many
 * @param joined by the names under which the net declares them, those of the members one after another along the first
 *     axis
 */
public record StackedWeights(int members, Map<String, Tensor> joined) {
    /** A weight {@code [n, …]} of every member as {@code [members * n, …]}; it stays the stack's. */
    public Tensor joined(String name) {
        return joined.get(name);
    }

    /**
     * A view of the same as {@code [members, n, …]}, made anew because gradients pass through it; it is in the caller's
     * scope.
     */
    public Tensor of(String name) {
        return joined.get(name).unflatten(0, members, -1);
    }
}
