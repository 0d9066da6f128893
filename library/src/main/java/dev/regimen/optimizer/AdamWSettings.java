package dev.regimen.optimizer;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Adam with decoupled weight decay: the decay shrinks the parameter itself and is not divided by the root of the mean
 * square (Loshchilov and Hutter 2019, arXiv:1711.05101, algorithm 2).
 *
 * @param learningRate above 0; 0.001 unless set
 * @param beta1 how much of the running mean is kept in a step, from 0 to below 1; 0.9 unless set
 * @param beta2 how much of the running mean of squares is kept in a step, from 0 to below 1; 0.999 unless set
 * @param epsilon added to the root of that mean, above 0; 1e-8 unless set
 * @param weightDecay this times the learning rate is the part of the parameter that a step takes off, from 0 up; 0.01
 *     unless set
 * @param schedule how the learning rate changes over a phase; constant unless set
 * @param clipNorm the norm that the gradient is cut to, above 0; null for not cutting
 */
public record AdamWSettings(
        Double learningRate,
        Double beta1,
        Double beta2,
        Double epsilon,
        Double weightDecay,
        Schedule schedule,
        Double clipNorm)
        implements OptimizerSettings {
    public AdamWSettings {
        learningRate = Setting.positive("learning-rate", learningRate, 1e-3);
        beta1 = Setting.belowOne("beta1", beta1, 0.9);
        beta2 = Setting.belowOne("beta2", beta2, 0.999);
        epsilon = Setting.positive("epsilon", epsilon, 1e-8);
        weightDecay = Setting.notNegative("weight-decay", weightDecay, 0.01);
        schedule = Setting.schedule(schedule);
        clipNorm = Setting.clipNorm(clipNorm);
    }

    /** The defaults. */
    public static AdamWSettings defaults() {
        return new AdamWSettings(null, null, null, null, null, null, null);
    }

    @Override
    public AdamWSettings withLearningRate(double rate) {
        return new AdamWSettings(rate, beta1, beta2, epsilon, weightDecay, schedule, clipNorm);
    }

    @Override
    public boolean perNumber() {
        return true;
    }

    @Override
    public Updater updater(Map<String, Tensor> parameters) {
        return new AdamSettings(learningRate, beta1, beta2, epsilon, weightDecay, schedule, clipNorm)
                .updater("_fused_adamw_", parameters);
    }
}
