package dev.regimen.metric;

import dev.regimen.data.Field;
import dev.regimen.torch.TensorData;
import org.bytedeco.pytorch.Tensor;

/**
 * The part of examples (and items) that are answered, from 0 to 1. Who gives all classes the same probability abstains,
 * as a plurality without enough votes does.
 */
public record Coverage() implements Metric {
    @Override
    public String name() {
        return "coverage";
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
        Tensor answered = Answers.given(Labels.rows(prediction)).sum();
        return new double[] {TensorData.toDouble(answered), target.numel()};
    }

    @Override
    public double value(double[] sums) {
        return sums[0] / sums[1];
    }

    /** Whoever always says the same thing always answers. */
    @Override
    public double chance(Tensor target, Field field) {
        return 1;
    }
}
