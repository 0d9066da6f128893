package dev.regimen.metric;

import dev.regimen.data.Field;
import dev.regimen.torch.TensorData;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * How well the outlines of regions agree: the part of a class's predicted outline that has a true one near it
 * (precision), the part of its true outline that has a predicted one near it (recall), their harmonic mean, and the
 * mean of that over the classes that are or are predicted, from 0 to 1 (Csurka, Larlus and Perronnin, BMVC 2013, but
 * counted over all images together). The outline of a region are its pixels that touch another, be it at a corner; the
 * edge of the image is none. Where nothing is labelled, what is predicted counts as true. It is 1 where there is no
 * outline at all.
 *
 * @param distance how many pixels away is near, in any direction; 1 unless given
 */
public record BoundaryF1(Integer distance) implements Metric {
    private static final int COUNTS = 4;

    public BoundaryF1 {
        distance = distance == null ? 1 : distance;
        if (distance < 0) {
            throw new IllegalArgumentException(
                    "distance of boundary-f1 is " + distance + ", but must be a whole number of pixels from 0");
        }
    }

    @Override
    public String name() {
        return "boundary-f1";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    /** Classes for every pixel. */
    @Override
    public boolean suits(Field target) {
        return target.isMap();
    }

    @Override
    public boolean wantsPlaces() {
        return true;
    }

    /**
     * For each class: pixels of the predicted outline, those of them that are near a true one, pixels of the true
     * outline, those of them that are near a predicted one.
     *
     * @param prediction {@code [batch, height, width, classes]}
     * @param target {@code [batch, height, width]}
     */
    @Override
    public double[] observe(Tensor prediction, Tensor target) {
        long classes = prediction.size(-1);
        Tensor said = Answers.of(prediction);
        Tensor filled = target.where(target.ge(new Scalar(0)), said);
        Tensor predicted = outline(regions(said, classes));
        Tensor wanted = outline(regions(filled, classes));
        Tensor counts = torch.stack(new TensorVector(
                sums(predicted), sums(predicted.mul(near(wanted))), sums(wanted), sums(wanted.mul(near(predicted)))));
        return TensorData.toDoubles(counts.t().reshape(-1));
    }

    /** {@code [batch, height, width]} to {@code [batch, classes, height, width]}, 1 where the class is. */
    private static Tensor regions(Tensor labels, long classes) {
        Tensor withNone = torch.one_hot(labels.sub(new Scalar(Answers.NONE)), classes + 1);
        return withNone.narrow(-1, 1, classes).permute(0, 3, 1, 2).to(ScalarType.Float);
    }

    /** What is lost when every pixel that touches another region is taken away. */
    private static Tensor outline(Tensor regions) {
        return regions.add(spread(regions.neg(), 1));
    }

    private Tensor near(Tensor outline) {
        return spread(outline, distance);
    }

    /** The largest value within so many pixels. */
    private static Tensor spread(Tensor values, long by) {
        long[] window = {2 * by + 1, 2 * by + 1};
        long[] one = {1, 1};
        return torch.max_pool2d(values, window, one, new long[] {by, by}, one, false);
    }

    /** {@code [batch, classes, height, width]} to {@code [classes]}. */
    private static Tensor sums(Tensor values) {
        return values.to(ScalarType.Double).sum(0, 2, 3);
    }

    @Override
    public double value(double[] sums) {
        double total = 0;
        int occurring = 0;
        for (int i = 0; i < sums.length; i += COUNTS) {
            if (sums[i] + sums[i + 2] > 0) {
                double precision = sums[i] == 0 ? 0 : sums[i + 1] / sums[i];
                double recall = sums[i + 2] == 0 ? 0 : sums[i + 3] / sums[i + 2];
                total += precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
                occurring++;
            }
        }
        return occurring == 0 ? 1 : total / occurring;
    }

    /** One class everywhere has no outline. */
    @Override
    public double chance(Tensor target, Field field) {
        return 0;
    }
}
