package dev.regimen.metric;

import dev.regimen.data.Field;
import dev.regimen.torch.TensorData;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The coefficient of determination: 1 less the squared differences' part of the target's variance, the mean over
 * components; 1 is perfect, 0 is what the mean reaches, below 0 is worse. Where a target does not vary it is 1 if all
 * is right, else 0.
 */
public record RSquared() implements Metric {
    /** What {@link #observe} sums for each component. */
    private static final int SUMS = 4;

    /** A variation below this part of the squares is what rounding makes of none. */
    private static final double SAME = 1e-12;

    @Override
    public String name() {
        return "r-squared";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public boolean suits(Field target) {
        return !target.categorical();
    }

    /** For each component: count, sum and squares of the target, squared differences. */
    @Override
    public double[] observe(Tensor prediction, Tensor target) {
        Tensor rows = Numbers.rows(target);
        Tensor squaredErrors = Numbers.differences(prediction, target).square();
        Tensor sums = torch.stack(
                new TensorVector(torch.ones_like(rows), rows, rows.square(), squaredErrors),
                -1); // [batch, components, 4]
        return TensorData.toDoubles(sums.sum(0));
    }

    @Override
    public double value(double[] sums) {
        double total = 0;
        for (int i = 0; i < sums.length; i += SUMS) {
            double variation = sums[i + 2] - sums[i + 1] * sums[i + 1] / sums[i];
            double errors = sums[i + 3];
            total += variation > SAME * sums[i + 2] ? 1 - errors / variation : errors == 0 ? 1 : 0;
        }
        return total * SUMS / sums.length;
    }

    /** 0, which the mean of each component reaches. */
    @Override
    public double chance(Tensor target, Field field) {
        return 0;
    }
}
