package dev.regimen.metric;

import dev.regimen.data.Field;
import dev.regimen.torch.TensorData;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The squared distance between the probabilities of all classes and the target (1 for its class, 0 for the others), the
 * mean over examples (and items), from 0 to 2 (Brier 1950).
 */
public record BrierScore() implements Metric {
    @Override
    public String name() {
        return "brier-score";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public boolean suits(Field target) {
        return target.categorical();
    }

    @Override
    public double[] observe(Tensor prediction, Tensor target) {
        Tensor rows = Labels.rows(prediction);
        Tensor distance = rows.sub(torch.one_hot(Labels.flat(target), rows.size(1)))
                .square()
                .sum();
        return new double[] {TensorData.toDouble(distance), target.numel()};
    }

    @Override
    public double value(double[] sums) {
        return sums[0] / sums[1];
    }

    /** What the frequencies of the classes score as probabilities. */
    @Override
    public double chance(Tensor target, Field field) {
        return 1
                - Arrays.stream(Labels.frequencies(target, field))
                        .map(frequency -> frequency * frequency)
                        .sum();
    }
}
