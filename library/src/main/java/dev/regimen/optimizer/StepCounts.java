package dev.regimen.optimizer;

import dev.regimen.torch.TensorData;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * How many steps each parameter has taken: one tensor, so that counting is one addition, and a view of it for every
 * parameter.
 */
final class StepCounts implements AutoCloseable {
    private final Tensor counts;
    private final Tensor increments;
    private final List<Tensor> views;
    private final FloatPointer values;

    StepCounts(int parameters) {
        long[] shape = {parameters};
        try (TensorOptions options = TensorData.options(ScalarType.Float)) {
            counts = Slots.kept(torch.zeros(shape, options));
            increments = Slots.kept(torch.zeros(shape, options));
        }
        values = counts.data_ptr_float();
        views = IntStream.range(0, parameters)
                .mapToObj(i -> Slots.kept(counts.select(0, i)))
                .toList();
    }

    /**
     * The count of each parameter: {@code []}, float32 as libtorch's operators want it, exact up to 16 million steps.
     */
    List<Tensor> views() {
        return views;
    }

    /** From now on these are counted. */
    void include(boolean[] moving) {
        float[] ones = new float[moving.length];
        for (int i = 0; i < ones.length; i++) {
            ones[i] = moving[i] ? 1 : 0;
        }
        try (Tensor values = TensorData.floats(ones, ones.length)) {
            increments.copy_(values);
        }
    }

    void count() {
        counts.add_(increments);
    }

    /** Whether a parameter has taken one step; read from the tensor, which a checkpoint may have been copied into. */
    boolean first(int parameter) {
        return values.get(parameter) == 1;
    }

    @Override
    public void close() {
        views.forEach(Tensor::close);
        increments.close();
        counts.close();
    }
}
