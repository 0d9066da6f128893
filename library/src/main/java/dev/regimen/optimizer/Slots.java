package dev.regimen.optimizer;

import dev.regimen.torch.Natives;
import dev.regimen.torch.TensorData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * The parameters of an optimizer, their gradients and what is remembered of each, as aligned lists for libtorch's
 * operators. In every step the lists hold only those parameters that have a gradient. Owns what is remembered; outlives
 * the scope it is made in.
 */
final class Slots implements AutoCloseable {
    private final List<String> names;
    private final List<Tensor> parameters;
    private final List<Tensor> gradients;
    private final boolean[] moving;
    private final TensorColumn gradientColumn;
    private final TensorColumn parameterColumn;
    private final Map<TensorColumn, List<Tensor>> columns = new LinkedHashMap<>();
    private final Map<String, Tensor> state = new LinkedHashMap<>();
    private final List<Runnable> closing = new ArrayList<>();
    private StepCounts counts;

    /**
     * @param parameters by name; they stay the caller's
     * @throws IllegalArgumentException if a parameter is neither row-major nor channels-last in memory
     */
    Slots(Map<String, Tensor> parameters) {
        Natives.load();
        parameters.forEach(Slots::requireLayout);
        this.names = List.copyOf(parameters.keySet());
        this.parameters = List.copyOf(parameters.values());
        // Where each parameter keeps its gradient, whichever it has at the time: asked for once instead of in every
        // step.
        this.gradients =
                this.parameters.stream().map(p -> kept(p.mutable_grad())).toList();
        this.gradients.forEach(gradient -> closing.add(gradient::close));
        this.moving = new boolean[names.size()];
        this.parameterColumn = column(this.parameters);
        this.gradientColumn = column(List.of());
    }

    /** Remembers zeros beside every parameter, like it in shape and layout; kept as {@code PARAMETER/kind}. */
    IValue remember(String kind) {
        List<Tensor> zeros = zeros();
        keep(kind, zeros);
        return column(zeros).argument();
    }

    /** Room beside every parameter, like it in shape and layout, to be used within a step and remembered by nobody. */
    IValue scratch() {
        return column(zeros()).argument();
    }

    /** Counts the steps of every parameter; the counts are kept as {@code PARAMETER/step}. */
    IValue countSteps() {
        counts = new StepCounts(names.size());
        closing.add(counts::close);
        keep("step", counts.views());
        return column(counts.views()).argument();
    }

    /** An empty list. */
    IValue nothing() {
        return column(List.of()).argument();
    }

    /** The parameters that have a gradient. */
    IValue parameters() {
        return parameterColumn.argument();
    }

    /** Their gradients. */
    IValue gradients() {
        return gradientColumn.argument();
    }

    /** All that is remembered, by name; it stays this one's. */
    Map<String, Tensor> state() {
        return Collections.unmodifiableMap(state);
    }

    /** Fills the lists for one step and counts it; says whether there is anything to move. */
    boolean gather() {
        boolean changed = false;
        boolean any = false;
        for (int i = 0; i < moving.length; i++) {
            boolean moves = gradients.get(i).defined();
            changed |= moves != moving[i];
            any |= moves;
            moving[i] = moves;
            if (moves) {
                gradientColumn.add(aligned(gradients.get(i), parameters.get(i)));
            }
        }
        if (changed) {
            regroup();
        }
        if (any && counts != null) {
            counts.count();
        }
        return any;
    }

    /** How what is remembered of a parameter starts. */
    interface Start {
        void set(Tensor remembered, Tensor gradient, Tensor parameter);
    }

    /**
     * Sets what is remembered as this kind of every parameter that takes its first step now; the steps must be counted.
     */
    void start(String kind, Start start) {
        for (int i = 0; i < moving.length; i++) {
            if (moving[i] && counts.first(i)) {
                start.set(state.get(names.get(i) + "/" + kind), gradients.get(i), parameters.get(i));
            }
        }
    }

    /** Lets the gradients go. */
    void release() {
        gradientColumn.clear();
    }

    private void regroup() {
        columns.forEach((column, all) -> column.fill(all, moving));
        if (counts != null) {
            counts.include(moving);
        }
    }

    /**
     * The gradient in the parameter's layout: the fused operators run through memory without a look at strides. What a
     * backward pass accumulates has it already; what was put there by hand may not.
     */
    private static Tensor aligned(Tensor gradient, Tensor parameter) {
        boolean same = parameter.is_contiguous()
                ? gradient.is_contiguous()
                : gradient.is_contiguous(MemoryFormat.ChannelsLast);
        return same ? gradient : torch.empty_like(parameter).copy_(gradient);
    }

    private static void requireLayout(String name, Tensor parameter) {
        if (!parameter.is_contiguous() && !parameter.is_contiguous(MemoryFormat.ChannelsLast)) {
            throw new IllegalArgumentException("parameter '" + name + "' of shape " + TensorData.shape(parameter)
                    + " has gaps or swapped axes in memory, but must lie row-major or channels-last");
        }
    }

    private List<Tensor> zeros() {
        List<Tensor> zeros = parameters.stream()
                .map(parameter -> kept(torch.zeros_like(parameter)))
                .toList();
        zeros.forEach(zero -> closing.add(zero::close));
        return zeros;
    }

    private void keep(String kind, List<Tensor> remembered) {
        for (int i = 0; i < names.size(); i++) {
            state.put(names.get(i) + "/" + kind, remembered.get(i));
        }
    }

    private TensorColumn column(List<Tensor> all) {
        TensorColumn column = new TensorColumn();
        if (!all.isEmpty()) {
            columns.put(column, all);
        }
        closing.add(column::close);
        return column;
    }

    /** Keeps a pointer past the scope it was made in. */
    static <P extends Pointer> P kept(P pointer) {
        pointer.retainReference();
        return pointer;
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
