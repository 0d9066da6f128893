package dev.regimen.model.net;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.Layer;
import dev.regimen.model.StackableNet;
import dev.regimen.model.Weights;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * The mean of what the module reads, number by number: several {@code [batch, …]} of one shape to one of it. Has no
 * weights. Trained on its result, the members that it reads are trained jointly.
 */
public record Average() implements StackableNet {
    private static final String NAME = "average";

    @Override
    public Layer build(List<Field> inputs, Weights weights) {
        Shape first = Inputs.real(NAME, inputs.get(0));
        if (!inputs.stream().allMatch(input -> Inputs.real(NAME, input).sizes().equals(first.sizes()))) {
            throw new IllegalArgumentException("average needs equal shapes, but got " + Inputs.describe(inputs));
        }
        return (values, pass) ->
                values.stream().reduce(Tensor::add).orElseThrow().div(new Scalar(values.size()));
    }
}
