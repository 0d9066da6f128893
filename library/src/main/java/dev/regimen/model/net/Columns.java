package dev.regimen.model.net;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.Layer;
import dev.regimen.model.StackableNet;
import dev.regimen.model.Weights;
import java.util.List;

/**
 * The columns of an image from left to right, as a sequence for a recurrent net: {@code [batch, channels, height,
 * width]} to {@code [batch, width, channels * height]}. Has no weights.
 */
public record Columns() implements StackableNet {
    @Override
    public Layer build(List<Field> inputs, Weights weights) {
        Shape image = Inputs.withAxes("columns", inputs, "channels", "height", "width");
        long features = image.sizes().get(0) * image.sizes().get(1);
        return (values, pass) -> values.get(0)
                .permute(0, 3, 1, 2) // [batch, width, channels, height]
                .reshape(-1, image.sizes().get(2), features);
    }
}
