package dev.regimen.model.net;

import dev.regimen.data.Field;
import dev.regimen.model.Layer;
import dev.regimen.model.StackableNet;
import dev.regimen.model.Weights;
import java.util.List;

/**
 * Logits to probabilities, positive numbers that sum up to 1 over the last axis: {@code [batch, …, classes]} to the
 * same shape. Has no weights. Cross-entropy wants logits: it applies a softmax itself.
 */
public record Softmax() implements StackableNet {
    @Override
    public Layer build(List<Field> inputs, Weights weights) {
        Inputs.withLastAxis("softmax", inputs);
        return (values, pass) -> values.get(0).softmax(-1);
    }
}
