package dev.regimen.model.net;

import dev.regimen.data.Field;
import dev.regimen.model.Layer;
import dev.regimen.model.Net;
import dev.regimen.model.Pass;
import dev.regimen.model.Weights;
import dev.regimen.torch.Seeds;
import dev.regimen.torch.TensorData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A net with its weights, apart from any model. */
record Built(Layer layer, Weights weights) implements AutoCloseable {
    static Built of(Net net, List<Field> inputs, long seed) {
        try (Generator generator = Seeds.generator(seed)) {
            Weights weights = new Weights(generator);
            return new Built(net.build(inputs, weights), weights);
        }
    }

    static Built of(NetCase one, long seed) {
        return of(one.net(), one.inputs(), seed);
    }

    Tensor evaluate(List<Tensor> inputs) {
        return layer.forward(inputs, Pass.EVALUATION);
    }

    /** A pass in training that draws from a generator of this seed. */
    Tensor train(List<Tensor> inputs, long seed) {
        try (Generator generator = Seeds.generator(seed)) {
            return layer.forward(inputs, new Pass(true, generator));
        }
    }

    /** Makes all weights double, so that differences can be taken. */
    Built inDoublePrecision() {
        all().values().forEach(tensor -> tensor.set_data(tensor.detach().to(ScalarType.Double)));
        return this;
    }

    Map<String, Tensor> all() {
        Map<String, Tensor> all = new LinkedHashMap<>(weights.parameters());
        all.putAll(weights.buffers());
        return all;
    }

    Map<String, float[]> values() {
        Map<String, float[]> values = new LinkedHashMap<>();
        all().forEach((name, tensor) -> values.put(name, TensorData.toFloats(tensor)));
        return values;
    }

    /** Inputs for a batch: normal numbers, or classes. */
    static List<Tensor> inputs(List<Field> fields, int batch, long seed) {
        Random random = new Random(seed);
        List<Tensor> inputs = new ArrayList<>();
        for (Field field : fields) {
            int count = Math.toIntExact(batch * field.shape().elements());
            long[] shape = field.shape().batched(batch);
            if (field.categorical()) {
                inputs.add(TensorData.longs(
                        random.longs(count, 0, field.classes().size()).toArray(), shape));
            } else {
                float[] values = new float[count];
                for (int i = 0; i < count; i++) {
                    values[i] = (float) random.nextGaussian();
                }
                inputs.add(TensorData.floats(values, shape));
            }
        }
        return inputs;
    }

    /** The real ones as double. */
    static List<Tensor> doubles(List<Tensor> inputs) {
        return inputs.stream()
                .map(input -> input.scalar_type().intern() == ScalarType.Float ? input.to(ScalarType.Double) : input)
                .toList();
    }

    @Override
    public void close() {
        weights.close();
    }
}
