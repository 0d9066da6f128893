package dev.regimen.metric;

import dev.regimen.data.Field;
import org.bytedeco.pytorch.Tensor;

/**
 * Intersection over union of one class, see {@link MeanIou}. NaN where the class neither is nor is predicted.
 *
 * @param of the name of the class
 * @param index of the class
 */
record ClassIou(String of, int index) implements Metric {
    @Override
    public String name() {
        return "iou." + of;
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public boolean suits(Field target) {
        return target.isMap() && target.classes().indexOf(of) == index;
    }

    @Override
    public double[] observe(Tensor prediction, Tensor target) {
        return Labels.confusion(prediction, target);
    }

    @Override
    public double value(double[] sums) {
        return Overlap.of(index, sums);
    }

    /** Always this class: its frequency; NaN where there is none of it. */
    @Override
    public double chance(Tensor target, Field field) {
        double frequency = Labels.frequencies(target, field)[index];
        return frequency > 0 ? frequency : Double.NaN;
    }
}
