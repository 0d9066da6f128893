package dev.regimen.metric;

import dev.regimen.torch.TensorData;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Real numbers as rows, which metrics of real numbers sum up, in double precision. */
final class Numbers {
    private Numbers() {}

    /** {@code [batch, …]} to {@code [batch, components]}; 1 component for single numbers. */
    static Tensor rows(Tensor target) {
        return target.reshape(target.size(0), -1).to(ScalarType.Double);
    }

    /** Prediction less target, {@code [batch, components]}; the prediction may have an axis of size 1 more. */
    static Tensor differences(Tensor prediction, Tensor target) {
        return rows(prediction).sub(rows(target));
    }

    static double sum(Tensor values) {
        return TensorData.toDouble(values.sum());
    }
}
