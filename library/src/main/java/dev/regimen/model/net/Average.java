package dev.regimen.model.net;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.Layer;
import dev.regimen.model.Net;
import dev.regimen.model.Weights;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The mean of several inputs of one shape, {@code [batch, …]} each, element by element. Has no parameters. */
public record Average() implements Net {
    @Override
    public Layer build(List<Field> inputs, Weights weights) {
        List<Shape> shapes = inputs.stream().map(Field::shape).distinct().toList();
        if (shapes.size() > 1) {
            throw new IllegalArgumentException("average needs inputs of one shape, but got " + shapes);
        }
        return (values, pass) ->
                torch.stack(new TensorVector(values.toArray(Tensor[]::new)), 0).mean(0);
    }
}
