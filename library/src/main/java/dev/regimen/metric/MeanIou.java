package dev.regimen.metric;

import dev.regimen.data.Field;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;

/**
 * Mean intersection over union: of each class, the pixels where it both is and is predicted over those where either is
 * the case, counted over all images together; the mean over the classes that are or are predicted, from 0 to 1
 * (Everingham et al., "The PASCAL Visual Object Classes Challenge", IJCV 2010).
 *
 * @param byClass whether the one of each class is measured, too, as {@code iou.NAME}; false unless set
 */
public record MeanIou(Boolean byClass) implements Metric {
    public MeanIou {
        byClass = byClass != null && byClass;
    }

    @Override
    public String name() {
        return "mean-iou";
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
    public Stream<Metric> each(Field target) {
        Stream<Metric> classes = IntStream.range(0, byClass ? target.classes().size() : 0)
                .mapToObj(index -> new ClassIou(target.classes().get(index), index));
        return Stream.concat(Stream.of(this), classes);
    }

    @Override
    public double[] observe(Tensor prediction, Tensor target) {
        return Labels.confusion(prediction, target);
    }

    @Override
    public double value(double[] sums) {
        return Overlap.mean(sums);
    }

    /** Always the most common class: its frequency, and 0 for the others that occur. */
    @Override
    public double chance(Tensor target, Field field) {
        double[] frequencies = Labels.frequencies(target, field);
        return Arrays.stream(frequencies).max().orElse(0)
                / Arrays.stream(frequencies).filter(frequency -> frequency > 0).count();
    }
}
