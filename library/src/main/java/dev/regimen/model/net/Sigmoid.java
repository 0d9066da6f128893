package dev.regimen.model.net;

import dev.regimen.data.Field;
import dev.regimen.model.Layer;
import dev.regimen.model.StackableNet;
import dev.regimen.model.Weights;
import java.util.List;

/**
 * Each number x to 1 / (1 + e^-x), between 0 and 1: {@code [batch, …]} to the same shape. Has no weights. Hinge and
 * binary-cross-entropy want what comes before it.
 */
public record Sigmoid() implements StackableNet {
    @Override
    public Layer build(List<Field> inputs, Weights weights) {
        Inputs.one("sigmoid", inputs);
        return (values, pass) -> values.get(0).sigmoid();
    }
}
