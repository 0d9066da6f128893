package dev.regimen.metric;

import dev.regimen.data.Field;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;

/**
 * The F1 score of each class, the harmonic mean of its precision and recall, as a mean over the classes that occur
 * among targets or predictions, from 0 to 1. Rare classes weigh as much as common ones.
 */
public record MacroF1() implements Metric {
    @Override
    public String name() {
        return "macro-f1";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public boolean suits(Field target) {
        return target.categorical();
    }

    /** The confusion of targets and predictions. */
    @Override
    public double[] observe(Tensor prediction, Tensor target) {
        return Labels.confusion(prediction, target);
    }

    @Override
    public double value(double[] sums) {
        int classes = Labels.classes(sums);
        double total = 0;
        int occurring = 0;
        for (int i = 0; i < classes; i++) {
            double either = Labels.either(i, sums);
            if (either > 0) {
                total += 2 * sums[i * classes + i] / either;
                occurring++;
            }
        }
        return total / occurring;
    }

    /** Always naming the most common class: its F1 score, and 0 for the others that occur. */
    @Override
    public double chance(Tensor target, Field field) {
        double[] frequencies = Labels.frequencies(target, field);
        double most = Arrays.stream(frequencies).max().orElse(0);
        long occurring =
                Arrays.stream(frequencies).filter(frequency -> frequency > 0).count();
        return 2 * most / (1 + most) / occurring;
    }
}
