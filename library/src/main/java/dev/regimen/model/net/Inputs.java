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
        return real(net, only(net, inputs));
    }

    /** The names of the classes of the only input. */
    static List<String> classes(String net, List<Field> inputs) {
        Field input = only(net, inputs);
        if (!input.categorical()) {
            throw new IllegalArgumentException(net + " reads classes, but got " + input);
        }
        if (input.gaps()) {
            throw new IllegalArgumentException(
                    net + " reads a class everywhere, but in " + input + " some are unknown");
        }
        return input.classes();
    }

    /** The shape of an input that has to be real numbers. */
    static Shape real(String net, Field input) {
        if (input.categorical()) {
            throw new IllegalArgumentException(net + " reads real numbers, but got " + input
                    + "; the nets 'embedding' and 'one-hot' turn classes into vectors");
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

    /** The shape of the only input, which has to have an axis to work along. */
    static Shape withLastAxis(String net, List<Field> inputs) {
        Shape shape = one(net, inputs);
        if (shape.rank() == 0) {
            throw new IllegalArgumentException(net + " works along the last axis, but got single numbers " + shape);
        }
        return shape;
    }

    static String describe(List<Field> inputs) {
        return inputs.stream().map(Field::toString).collect(Collectors.joining(" and "));
    }

    private static Field only(String net, List<Field> inputs) {
        if (inputs.size() != 1) {
            throw new IllegalArgumentException(net + " reads one value, but got " + inputs.size() + ": "
                    + describe(inputs) + "; the nets 'concatenate' and 'average' join several");
        }
        return inputs.get(0);
    }
}
