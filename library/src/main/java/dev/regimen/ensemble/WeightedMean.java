package dev.regimen.ensemble;

import dev.regimen.torch.TensorData;
import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * A mean in which members have weights.
 *
 * @param weights one for each member, together 1
 */
record WeightedMean(double[] weights) implements Combiner {
    /** In proportion to these numbers, or all alike if each of them is 0. */
    static WeightedMean of(Tensor numbers) {
        return of(TensorData.toDoubles(numbers));
    }

    /** The same. */
    static WeightedMean of(double[] numbers) {
        double sum = Arrays.stream(numbers).sum();
        return new WeightedMean(Arrays.stream(numbers)
                .map(number -> sum > 0 ? number / sum : 1.0 / numbers.length)
                .toArray());
    }

    /** A member without weight is not asked, be it finite or not. */
    @Override
    public Tensor combine(Tensor memberOutputs) {
        Tensor sum = null;
        for (int member = 0; member < weights.length; member++) {
            if (weights[member] > 0) {
                Tensor part = memberOutputs.select(0, member).mul(new Scalar(weights[member]));
                sum = sum == null ? part : sum.add(part);
            }
        }
        return sum;
    }
}
