package dev.regimen.model.net;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.Layer;
import dev.regimen.model.StackableNet;
import dev.regimen.model.Weights;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Joins what the module reads along the last axis, in the order it reads them: several {@code [batch, …, features]}
 * with the same axes before the last to one. Single numbers {@code [batch]} count as {@code [batch, 1]}. Has no
 * weights.
 */
public record Concatenate() implements StackableNet {
    private static final String NAME = "concatenate";

    @Override
    public Layer build(List<Field> inputs, Weights weights) {
        List<Long> leading = leading(inputs.get(0));
        if (!inputs.stream().allMatch(input -> leading(input).equals(leading))) {
            throw new IllegalArgumentException(
                    "concatenate needs shapes that differ only in the last axis, but got " + Inputs.describe(inputs));
        }
        return (values, pass) ->
                torch.cat(new TensorVector(values.stream().map(Concatenate::row).toArray(Tensor[]::new)), -1);
    }

    private static List<Long> leading(Field input) {
        Shape shape = Inputs.real(NAME, input);
        return shape.sizes().subList(0, Math.max(0, shape.rank() - 1));
    }

    private static Tensor row(Tensor value) {
        return value.dim() == 1 ? value.unsqueeze(1) : value; // [batch] -> [batch, 1]
    }
}
