package dev.regimen.metric;

import dev.regimen.data.Field;
import dev.regimen.torch.TensorData;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/**
 * The part of examples (and items) whose target is among the k most probable classes, from 0 to 1.
 *
 * @param k how many classes may be named; 5 unless given
 */
public record TopAccuracy(Integer k) implements Metric {
    public TopAccuracy {
        k = k == null ? 5 : k;
        if (k < 1) {
            throw new IllegalArgumentException("k is " + k + ", but must be a whole number from 1");
        }
    }

    @Override
    public String name() {
        return "top-" + k + "-accuracy";
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
        Tensor named = rows.topk(Math.min(k, rows.size(1)), -1, true, true).get1(); // [rows, k]
        Tensor correct = named.eq(Labels.flat(target).unsqueeze(1))
                .logical_and(Answers.given(rows).unsqueeze(1))
                .sum();
        return new double[] {TensorData.toDouble(correct), target.numel()};
    }

    @Override
    public double value(double[] sums) {
        return sums[0] / sums[1];
    }

    /** The frequency of the k most common classes together. */
    @Override
    public double chance(Tensor target, Field field) {
        double[] ascending = Labels.frequencies(target, field);
        Arrays.sort(ascending);
        return Arrays.stream(ascending).skip(Math.max(0, ascending.length - k)).sum();
    }
}
