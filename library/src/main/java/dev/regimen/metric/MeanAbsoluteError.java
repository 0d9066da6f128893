package dev.regimen.metric;

import dev.regimen.data.Field;
import org.bytedeco.pytorch.Tensor;

/** The mean of absolute differences between prediction and target, over examples and components, from 0. */
public record MeanAbsoluteError() implements Metric {
    @Override
    public String name() {
        return "mean-absolute-error";
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
        return new double[] {Numbers.sum(Numbers.differences(prediction, target).abs()), target.numel()};
    }

    @Override
    public double value(double[] sums) {
        return sums[0] / sums[1];
    }

    /** What the median of each component reaches. */
    @Override
    public double chance(Tensor target, Field field) {
        Tensor rows = Numbers.rows(target);
        return Numbers.sum(rows.sub(rows.median(0, true).get0()).abs()) / target.numel();
    }
}
