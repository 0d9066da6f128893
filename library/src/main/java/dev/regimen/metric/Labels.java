package dev.regimen.metric;

import dev.regimen.data.Field;
import dev.regimen.torch.TensorData;
import java.util.Arrays;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Classes and their probabilities as rows, which metrics of classes count. */
final class Labels {
    private static final double ALIKE = 1e-6;

    private Labels() {}

    /** {@code [batch, …, classes]} to {@code [rows, classes]}, in double precision. */
    static Tensor rows(Tensor probabilities) {
        return probabilities.reshape(-1, probabilities.size(-1)).to(ScalarType.Double);
    }

    /** Which rows of probabilities prefer a class, {@code [rows]}: there is no answer where all are alike. */
    static Tensor answered(Tensor rows) {
        Tensor most = rows.amax(new long[] {-1}, false);
        return most.sub(rows.mean(-1)).gt(new Scalar(ALIKE));
    }

    /** {@code [batch, …]} to {@code [rows]}. */
    static Tensor flat(Tensor target) {
        return target.reshape(-1);
    }

    /** How often which class was the target and most probable: {@code [target, most probable]}, row by row. */
    static double[] confusion(Tensor prediction, Tensor target) {
        long classes = prediction.size(-1);
        Tensor winners = prediction.argmax(new LongOptional(-1), false).reshape(-1);
        Tensor cells = flat(target).mul(new Scalar(classes)).add(winners);
        long[] counts = TensorData.toLongs(torch.bincount(cells, new TensorOptional(), classes * classes));
        return Arrays.stream(counts).asDoubleStream().toArray();
    }

    /** How often each class occurs in the targets, in their order; together 1. */
    static double[] frequencies(Tensor target, Field field) {
        long[] counts = TensorData.toLongs(torch.bincount(
                flat(target), new TensorOptional(), field.classes().size()));
        double[] frequencies = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            frequencies[i] = counts[i] / (double) target.numel();
        }
        return frequencies;
    }
}
