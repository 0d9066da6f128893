package dev.regimen.model;

import dev.regimen.data.Field;
import dev.regimen.data.Names;
import dev.regimen.data.Shape;
import dev.regimen.torch.Natives;
import dev.regimen.torch.Seeds;
import dev.regimen.torch.TensorData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A module with its weights: applies its layer to each item where the module says so.
 *
 * @param inputs what the net was built for: with {@code each}, one item
 */
record LiveModule(ModuleSpec spec, Layer layer, Weights weights, List<Field> inputs, long items, Field output) {
    private static final int PROBE_BATCH = 2;

    /**
     * Builds the net and runs it once on zeros, to learn the shape of its output and to find out now what does not fit.
     *
     * @param known everything that can be read, by name
     */
    static LiveModule create(ModuleSpec spec, Map<String, Field> known, long seed) {
        List<Field> inputs =
                spec.reads().stream().map(read -> read(spec, read, known)).toList();
        List<Field> seen = spec.each().map(axis -> items(spec, axis, inputs)).orElse(inputs);
        long items = spec.each().isEmpty() ? 1 : inputs.get(0).shape().sizes().get(0);
        try (Generator generator = Seeds.generator(seed)) {
            Weights weights = new Weights(generator);
            try {
                Layer layer = spec.net().build(seen, weights);
                Shape shape = probe(layer, seen);
                Shape whole =
                        spec.each().map(axis -> shape.repeated(axis, items)).orElse(shape);
                return new LiveModule(spec, layer, weights, seen, items, Field.real(whole));
            } catch (RuntimeException e) {
                weights.close();
                throw new IllegalArgumentException(
                        "module '" + spec.name() + "' cannot read " + describe(spec, inputs) + ": "
                                + Natives.message(e),
                        e);
            }
        }
    }

    Tensor forward(Map<String, Tensor> values, Pass pass) {
        List<Tensor> inputs = new ArrayList<>(spec.reads().size());
        for (String read : spec.reads()) {
            Tensor value = values.get(read);
            inputs.add(spec.each().isEmpty() ? value : value.flatten(0, 1)); // [batch, items, …] -> [batch * items, …]
        }
        Tensor result = layer.forward(inputs, pass);
        return spec.each().isEmpty() ? result : result.unflatten(0, new long[] {-1, items}); // -> [batch, items, …]
    }

    double flops() {
        return weights.flops() * items;
    }

    private static Field read(ModuleSpec spec, String read, Map<String, Field> known) {
        Field field = known.get(read);
        if (field == null) {
            throw new IllegalArgumentException("module '" + spec.name() + "' reads '" + read + "': "
                    + Names.unknown("field or module", read, new TreeSet<>(known.keySet())));
        }
        return field;
    }

    /** One item of each input along this axis. */
    private static List<Field> items(ModuleSpec spec, String axis, List<Field> inputs) {
        String wanted =
                "module '" + spec.name() + "' wants each of '" + axis + "', but reads " + describe(spec, inputs);
        Set<String> axes = new TreeSet<>();
        inputs.forEach(field -> axes.add(field.shape().items()));
        if (!axes.equals(Set.of(axis))) {
            axes.remove("");
            throw new IllegalArgumentException(wanted
                    + (axes.contains(axis)
                            ? "; all of them must have that axis"
                            : ": " + Names.unknown("axis", axis, axes)));
        }
        if (inputs.stream()
                        .map(field -> field.shape().sizes().get(0))
                        .distinct()
                        .count()
                > 1) {
            throw new IllegalArgumentException(wanted + ", which have not as many of them");
        }
        return inputs.stream()
                .map(field -> field.withShape(field.shape().item()))
                .toList();
    }

    private static Shape probe(Layer layer, List<Field> inputs) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            List<Tensor> zeros = inputs.stream().map(LiveModule::zeros).toList();
            long[] shape = layer.forward(zeros, Pass.EVALUATION).shape();
            if (shape.length == 0 || shape[0] != PROBE_BATCH) {
                throw new IllegalArgumentException("the net gives " + Arrays.toString(shape) + " for a batch of "
                        + PROBE_BATCH + "; the first axis must stay the batch");
            }
            return Shape.of(Arrays.copyOfRange(shape, 1, shape.length));
        }
    }

    private static Tensor zeros(Field field) {
        ScalarType type = field.categorical() ? ScalarType.Long : ScalarType.Float;
        return torch.zeros(field.shape().batched(PROBE_BATCH), TensorData.options(type));
    }

    private static String describe(ModuleSpec spec, List<Field> inputs) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            parts.add(spec.reads().get(i) + " (" + inputs.get(i) + ")");
        }
        return String.join(" and ", parts);
    }
}
