package dev.regimen.metric;

import dev.regimen.data.Field;
import dev.regimen.torch.TensorData;
import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Classes and their probabilities as rows, which metrics of classes count. */
final class Labels {
    private Labels() {}

    /** {@code [batch, …, classes]} to {@code [rows, classes]}, in double precision. */
    static Tensor rows(Tensor probabilities) {
        return probabilities.reshape(-1, probabilities.size(-1)).to(ScalarType.Double);
    }

    /** {@code [batch, …]} to {@code [rows]}. */
    static Tensor flat(Tensor target) {
        return target.reshape(-1);
    }

    /**
     * How often which class was the target and was said: {@code [target, said]}, row by row; and then how often nothing
     * was said of each target.
     */
    static double[] confusion(Tensor prediction, Tensor target) {
        long classes = prediction.size(-1);
        Tensor said = Answers.of(prediction).reshape(-1);
        Tensor targets = flat(target);
        Tensor answered = targets.mul(new Scalar(classes)).add(said);
        Tensor unanswered = targets.add(new Scalar(classes * classes));
        Tensor cells = torch.where(said.eq(new Scalar(Answers.NONE)), unanswered, answered);
        long[] counts = TensorData.toLongs(torch.bincount(cells, new TensorOptional(), classes * classes + classes));
        return Arrays.stream(counts).asDoubleStream().toArray();
    }

    /** Of how many classes such counts are. */
    static int classes(double[] confusion) {
        return (int) Math.sqrt(confusion.length); // c² + c lies between c² and (c + 1)²
    }

    /** How often a class is the target and how often it is said, together. */
    static double either(int index, double[] confusion) {
        int classes = classes(confusion);
        double either = confusion[classes * classes + index];
        for (int other = 0; other < classes; other++) {
            either += confusion[index * classes + other] + confusion[other * classes + index];
        }
        return either;
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
