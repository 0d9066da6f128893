package dev.regimen.model.net;

import dev.regimen.data.Field;
import dev.regimen.model.Layer;
import dev.regimen.model.StackableNet;
import dev.regimen.model.Weights;
import java.util.List;

/** Puts all axes but the batch into one: {@code [batch, …]} to {@code [batch, numbers]}. Has no weights. */
public record Flatten() implements StackableNet {
    @Override
    public Layer build(List<Field> inputs, Weights weights) {
        long width = Inputs.one("flatten", inputs).elements();
        return (values, pass) -> values.get(0).reshape(-1, width);
    }
}
