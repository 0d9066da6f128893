package dev.regimen.model.net;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.Layer;
import dev.regimen.model.StackableNet;
import dev.regimen.model.Weights;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The same numbers in the same order as another shape: {@code [batch, …]} to {@code [batch, shape…]}. Has no weights.
 *
 * @param shape the sizes of the axes without the batch
 */
public record Reshape(List<Integer> shape) implements StackableNet {
    private static final String NAME = "reshape";

    public Reshape {
        shape = Settings.sizes(NAME, "shape", shape);
    }

    @Override
    public Layer build(List<Field> inputs, Weights weights) {
        Shape from = Inputs.one(NAME, inputs);
        Shape to = Shape.of(shape.stream().mapToLong(Integer::longValue).toArray());
        if (from.elements() != to.elements()) {
            throw new IllegalArgumentException("reshape to " + to + " needs " + to.elements() + " numbers, but got "
                    + from + ", which has " + from.elements());
        }
        long[] sizes =
                LongStream.concat(LongStream.of(-1), LongStream.of(to.array())).toArray();
        return (values, pass) -> values.get(0).reshape(sizes);
    }
}
