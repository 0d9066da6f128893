package dev.regimen.metric;

import dev.regimen.data.Field;
import dev.regimen.torch.TensorData;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/**
 * The part of examples (and items) whose most probable class is the target, from 0 to 1; where all are alike, none is.
 */
public record Accuracy() implements Metric {
    @Override
    public String name() {
        return "accuracy";
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
        Tensor correct =
                Answers.of(Labels.rows(prediction)).eq(Labels.flat(target)).sum();
        return new double[] {TensorData.toDouble(correct), target.numel()};
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
