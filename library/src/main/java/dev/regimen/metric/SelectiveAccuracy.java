package dev.regimen.metric;

import dev.regimen.data.Field;
import dev.regimen.torch.TensorData;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/**
 * Of the examples (and items) that are answered, the part whose most probable class is the target, from 0 to 1; see
 * {@link Coverage}. NaN if none is answered.
 */
public record SelectiveAccuracy() implements Metric {
    @Override
    public String name() {
        return "selective-accuracy";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public boolean suits(Field target) {
        return target.categorical();
    }

    @Override
    public double[] observe(Tensor prediction, Tensor target) {
        Tensor rows = Labels.rows(prediction);
        Tensor right = Answers.of(rows).eq(Labels.flat(target)).sum();
        return new double[] {
            TensorData.toDouble(right), TensorData.toDouble(Answers.given(rows).sum())
        };
    }

    @Override
    public double value(double[] sums) {
        return sums[0] / sums[1];
    }

    /** The frequency of the most common class. */
    @Override
    public double chance(Tensor target, Field field) {
        return Arrays.stream(Labels.frequencies(target, field)).max().orElse(0);
    }
}
