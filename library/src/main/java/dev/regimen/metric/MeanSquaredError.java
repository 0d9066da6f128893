package dev.regimen.metric;

import dev.regimen.data.Field;
import org.bytedeco.pytorch.Tensor;

/** The mean of squared differences between prediction and target, over examples and components, from 0. */
public record MeanSquaredError() implements Metric {
    @Override
    public String name() {
        return "mean-squared-error";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public boolean suits(Field target) {
        return !target.categorical();
    }

    @Override
    public double[] observe(Tensor prediction, Tensor target) {
        return new double[] {Numbers.sum(Numbers.differences(prediction, target).square()), target.numel()};
    }

    @Override
    public double value(double[] sums) {
        return sums[0] / sums[1];
    }

    /** The variance, which the mean of each component reaches. */
    @Override
    public double chance(Tensor target, Field field) {
        Tensor rows = Numbers.rows(target);
        return Numbers.sum(rows.sub(rows.mean(0)).square()) / target.numel();
    }
}
