package dev.regimen.objective;

import dev.regimen.data.Field;
import dev.regimen.torch.TensorData;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Frames read by their best path (Graves et al., ICML 2006, section 3.2): of each frame the most probable class, once
 * where it is the same as in the frame before, and without blanks, the last class. The string of the best path is
 * often, not always, the most probable one.
 */
record BestPath() implements Reading {
    /** A smaller probability counts as this, as in what is measured of classes. */
    private static final double LEAST = 1e-12;

    private static final long NO_REDUCTION = 0;

    /** @param prediction probabilities {@code [batch, frames, classes + 1]} */
    @Override
    public Tensor strings(Tensor prediction) {
        Tensor path = prediction.argmax(new LongOptional(-1), false); // [batch, frames]
        Tensor none = torch.full_like(path.narrow(1, 0, 1), new Scalar(Field.UNLABELLED));
        Tensor before = torch.cat(new TensorVector(none, path.narrow(1, 0, path.size(1) - 1)), 1);
        Tensor nothing = path.eq(before).logical_or(path.eq(new Scalar(blank(prediction))));
        Tensor read = path.masked_fill(nothing, new Scalar(Field.UNLABELLED));
        return read.gather(1, torch.argsort(nothing.to(ScalarType.Int), true, 1, false));
    }

    @Override
    public Tensor logProbabilities(Tensor prediction, Tensor strings) {
        return surprise(prediction.clamp_min(new Scalar(LEAST)).log(), strings, false)
                .neg();
    }

    private static long blank(Tensor frames) {
        return frames.size(-1) - 1;
    }

    /**
     * Minus the logarithm of the sum of all paths' probabilities that are read as these strings (equation 8).
     *
     * @param logProbabilities {@code [batch, frames, classes + 1]}
     * @param strings classes {@code [batch, any]}; where unlabelled there is nothing
     * @param lenient whether what cannot be read in so few frames gives 0, without a gradient, and not infinity
     * @return {@code [batch]}, in nats
     */
    Tensor surprise(Tensor logProbabilities, Tensor strings, boolean lenient) {
        Tensor there = strings.ge(new Scalar(0));
        long batch = logProbabilities.size(0);
        Tensor frames = torch.full(
                new long[] {batch}, new Scalar(logProbabilities.size(1)), TensorData.options(ScalarType.Long));
        return torch.ctc_loss(
                logProbabilities.transpose(0, 1), // libtorch works on [frames, batch, classes + 1]
                strings.masked_select(there),
                frames,
                there.sum(1),
                blank(logProbabilities),
                NO_REDUCTION,
                lenient);
    }
}
