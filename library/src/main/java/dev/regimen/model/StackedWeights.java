package dev.regimen.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The weights of one module of several members, as long as they are together. Used by one thread. */
public final class StackedWeights implements AutoCloseable {
    private final int members;
    private final Map<String, Tensor> joined;
    private final Map<String, Tensor> views = new HashMap<>();
    private final Map<String, Tensor> gradients = new HashMap<>();
    private final Map<String, Tensor> gradientViews = new HashMap<>();

    /**
     * @param members how many
     * @param joined by the names under which the net declares them, those of the members one after another along the
     *     first axis; closed with this
     */
    StackedWeights(int members, Map<String, Tensor> joined) {
        this.members = members;
        this.joined = Map.copyOf(joined);
    }

    /** How many members there are. */
    public int members() {
        return members;
    }

    /** Whether the net declares such a weight. */
    public boolean has(String name) {
        return joined.containsKey(name);
    }

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

    /** The same outside of libtorch's graph; it stays the stack's. */
    public Tensor values(String name) {
        return views.computeIfAbsent(name, key -> view(joined.get(key)));
    }

    /** Whether gradients of some of them are wanted. */
    boolean learn() {
        return !learning().isEmpty();
    }

    /** Those whose gradients are wanted, {@code [members * n, …]} each. */
    List<Tensor> learning() {
        return joined.values().stream().filter(Tensor::requires_grad).toList();
    }

    /**
     * Where a layer puts the gradient of a weight that it takes itself.
     *
     * @param values {@code [members, n, …]}; it stays the stack's
     * @param add whether to add to what is there, which else is left from an earlier step
     */
    public record Accumulator(Tensor values, boolean add) {}

    /**
     * Gives a weight memory for its gradient, if it has none in this step.
     *
     * @throws IllegalStateException if libtorch has taken a gradient of it
     */
    public Accumulator gradient(String name) {
        Tensor weight = joined.get(name);
        boolean add = weight.grad().defined();
        if (add && !gradients.containsKey(name)) {
            throw new IllegalStateException("'" + name + "' has a gradient of libtorch's already");
        }
        if (!add) {
            weight.mutable_grad().put(gradients.computeIfAbsent(name, key -> kept(torch.empty_like(weight.detach()))));
        }
        return new Accumulator(gradientViews.computeIfAbsent(name, key -> view(gradients.get(key))), add);
    }

    private Tensor view(Tensor whole) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            return kept(whole.detach().unflatten(0, members, -1));
        }
    }

    private static Tensor kept(Tensor tensor) {
        tensor.retainReference();
        return tensor;
    }

    @Override
    public void close() {
        gradientViews.values().forEach(Tensor::close);
        gradients.values().forEach(Tensor::close);
        views.values().forEach(Tensor::close);
        joined.values().forEach(Tensor::close);
    }
}
