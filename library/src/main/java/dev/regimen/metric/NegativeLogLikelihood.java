package dev.regimen.metric;

import dev.regimen.data.Field;
import dev.regimen.torch.TensorData;
import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Cross-entropy: the mean of -ln p over examples (and items), where p is the probability given to the target, in nats
 * from 0. A probability below 1e-12 counts as 1e-12, so that one certain error costs 27.6 and not infinitely much.
 */
public record NegativeLogLikelihood() implements Metric {
    private static final double LEAST = 1e-12;

    @Override
    public String name() {
        return "cross-entropy";
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
        Tensor given = Labels.rows(prediction).gather(1, Labels.flat(target).unsqueeze(1)); // [rows, 1]
        Tensor sum = given.clamp_min(new Scalar(LEAST)).log().sum();
        return new double[] {-TensorData.toDouble(sum), target.numel()};
    }

    @Override
    public double value(double[] sums) {
        return sums[0] / sums[1];
    }

    /** The entropy of the frequencies of the classes. */
    @Override
    public double chance(Tensor target, Field field) {
        return Arrays.stream(Labels.frequencies(target, field))
                .filter(frequency -> frequency > 0)
                .map(frequency -> -frequency * Math.log(frequency))
                .sum();
    }
}
