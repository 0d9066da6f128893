package dev.regimen.model.net;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import java.util.List;
import java.util.stream.Collectors;

/** Checks of what a net reads. */
final class Inputs {
    private Inputs() {}

    /** The shape of the only input, real numbers. */
    static Shape one(String net, List<Field> inputs) {
        if (inputs.size() != 1) {
            throw new IllegalArgumentException(net + " reads one value, but got " + inputs.size() + ": "
                    + describe(inputs) + "; the net 'concatenate' joins several");
        }
        return real(net, inputs.get(0));
    }

    /** The shape of an input that has to be real numbers. */
    static Shape real(String net, Field input) {
        if (input.categorical()) {
            throw new IllegalArgumentException(
                    net + " reads real numbers, but got " + input + "; the net 'embedding' turns classes into vectors");
        }
        return input.shape();
    }

    /** The shape of the only input, which has to have these axes. */
    static Shape withAxes(String net, List<Field> inputs, String... axes) {
        Shape shape = one(net, inputs);
        if (shape.rank() != axes.length) {
            throw new IllegalArgumentException(net + " needs [" + String.join(", ", axes) + "], but got " + shape);
        }
        return shape;
    }

    static String describe(List<Field> inputs) {
        return inputs.stream().map(Field::toString).collect(Collectors.joining(" and "));
    }
}
