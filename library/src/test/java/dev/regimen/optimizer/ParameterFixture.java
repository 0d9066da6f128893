package dev.regimen.optimizer;

import dev.regimen.torch.Natives;
import dev.regimen.torch.TensorData;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Small parameters of every kind of shape and layout, with random values. */
record ParameterFixture(Map<String, Tensor> parameters) implements AutoCloseable {
    private static final Map<String, long[]> SHAPES = shapes();

    private static Map<String, long[]> shapes() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put("reader/kernel", new long[] {4, 3, 2, 2});
        shapes.put("reader/first-kernel", new long[] {5, 1, 3, 3});
        shapes.put("adder/weight", new long[] {7, 6});
        shapes.put("adder/bias", new long[] {7});
        shapes.put("adder/scale", new long[] {});
        shapes.put("adder/seldom", new long[] {3, 11});
        return shapes;
    }

    static ParameterFixture create(long seed) {
        Natives.load();
        Random random = new Random(seed);
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        SHAPES.forEach((name, shape) -> {
            Tensor parameter = shape.length == 4
                    ? torch.empty(
                            shape,
                            TensorData.options(ScalarType.Float),
                            new MemoryFormatOptional(MemoryFormat.ChannelsLast))
                    : torch.empty(shape);
            try (Tensor values = values(random, shape)) {
                parameter.copy_(values);
            }
            parameter.set_requires_grad(true);
            parameter.retainReference();
            parameters.put(name, parameter);
        });
        return new ParameterFixture(parameters);
    }

    /** Gives every parameter the gradient of this step; one that is seldom reached has none in two of three. */
    void differentiate(int step, boolean likeParameter) {
        parameters.forEach((name, parameter) -> {
            parameter.mutable_grad().reset();
            if (reached(name, step)) {
                Tensor gradient = values(new Random(31L * step + name.hashCode()), parameter.shape());
                Tensor placed = likeParameter ? torch.empty_like(parameter).copy_(gradient) : swapped(gradient);
                parameter.mutable_grad().put(placed.detach());
            }
        });
    }

    private static boolean reached(String name, int step) {
        return !name.endsWith("seldom") || step % 3 == 2;
    }

    /** Copies numbers in row-major order into a tensor. */
    static void fill(Tensor tensor, float[] numbers) {
        try (NoGradGuard guard = new NoGradGuard();
                Tensor values = TensorData.floats(numbers, tensor.shape())) {
            tensor.copy_(values);
        }
    }

    static Map<String, float[]> values(Map<String, Tensor> tensors) {
        Map<String, float[]> values = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> values.put(name, TensorData.toFloats(tensor)));
        return values;
    }

    /** The same values with the axes the other way round in memory. */
    private static Tensor swapped(Tensor gradient) {
        return gradient.dim() < 2
                ? gradient
                : gradient.transpose(0, 1).contiguous().transpose(0, 1);
    }

    private static Tensor values(Random random, long[] shape) {
        int size = 1;
        for (long extent : shape) {
            size *= (int) extent;
        }
        float[] numbers = new float[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return TensorData.floats(numbers, shape);
    }

    @Override
    public void close() {
        parameters.values().forEach(Tensor::close);
    }
}
