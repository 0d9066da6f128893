package dev.regimen.metric;

import dev.regimen.data.Field;
import dev.regimen.torch.TensorData;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Expected calibration error: how far what is said with a probability is from being right as often. Examples (and
 * items) are sorted into bins by the probability of their most probable class; the distance of its mean from the
 * accuracy in each bin, weighted by how many are in it, from 0 to 1 (Guo et al., ICML 2017, equation 3).
 *
 * @param bins how many, of equal width; 15 unless given, as published
 */
public record CalibrationError(Integer bins) implements Metric {
    private static final int BINS = 15;

    /** How many sums there are of a bin. */
    static final int COUNTS = 3;

    /** @throws IllegalArgumentException if there are none */
    public CalibrationError {
        bins = bins == null ? BINS : bins;
        if (bins < 1) {
            throw new IllegalArgumentException(
                    "bins of calibration-error is " + bins + ", but must be a whole number from 1");
        }
    }

    @Override
    public String name() {
        return "calibration-error";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public boolean suits(Field target) {
        return target.categorical();
    }

    /** For each bin: how many there are, the sum of their probabilities, and how many of them are right. */
    @Override
    public double[] observe(Tensor prediction, Tensor target) {
        T_TensorTensor_T most = Labels.rows(prediction).max(1, false);
        Tensor right = most.get1().eq(Labels.flat(target)).to(ScalarType.Double);
        Tensor bin = most.get0()
                .mul(new Scalar((double) bins))
                .ceil()
                .sub(new Scalar(1))
                .clamp_min(new Scalar(0))
                .clamp_max(new Scalar((double) bins - 1)) // a sum of probabilities may be a little above 1
                .to(ScalarType.Long);
        Tensor counts = torch.stack(
                new TensorVector(sums(bin, torch.ones_like(most.get0())), sums(bin, most.get0()), sums(bin, right)));
        return TensorData.toDoubles(counts.t().reshape(-1));
    }

    private Tensor sums(Tensor bin, Tensor values) {
        return torch.bincount(bin, new TensorOptional(values), bins);
    }

    @Override
    public double value(double[] sums) {
        double all = 0;
        double distance = 0;
        for (int i = 0; i < sums.length; i += COUNTS) {
            all += sums[i];
            distance += Math.abs(sums[i + 1] - sums[i + 2]);
        }
        return distance / all;
    }

    /** 0: who always gives the classes their frequencies is as often right as it says. */
    @Override
    public double chance(Tensor target, Field field) {
        return 0;
    }
}
