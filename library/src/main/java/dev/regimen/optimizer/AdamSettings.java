package dev.regimen.optimizer;

import dev.regimen.torch.NativeOperator;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/**
 * Adam: steps of about the learning rate in every parameter, from running means of the gradient and of its square
 * (Kingma and Ba 2015, arXiv:1412.6980, algorithm 1).
 *
 * @param learningRate above 0; 0.001 unless set
 * @param beta1 how much of the running mean is kept in a step, from 0 to below 1; 0.9 unless set
 * @param beta2 how much of the running mean of squares is kept in a step, from 0 to below 1; 0.999 unless set
 * @param epsilon added to the root of that mean, above 0; 1e-8 unless set
 * @param weightDecay this times the parameter is added to the gradient, from 0 up; 0 unless set. AdamW takes it off the
 *     parameter instead, which is what is usually wanted
 * @param schedule how the learning rate changes over a phase; constant unless set
 * @param clipNorm the norm that the gradient is cut to, above 0; null for not cutting
 */
public record AdamSettings(
        Double learningRate,
        Double beta1,
        Double beta2,
        Double epsilon,
        Double weightDecay,
        Schedule schedule,
        Double clipNorm)
        implements OptimizerSettings {
    public AdamSettings {
        learningRate = Setting.positive("learning-rate", learningRate, 1e-3);
        beta1 = Setting.belowOne("beta1", beta1, 0.9);
        beta2 = Setting.belowOne("beta2", beta2, 0.999);
        epsilon = Setting.positive("epsilon", epsilon, 1e-8);
        weightDecay = Setting.notNegative("weight-decay", weightDecay, 0);
        schedule = Setting.schedule(schedule);
        clipNorm = Setting.clipNorm(clipNorm);
    }

    /** The defaults. */
    public static AdamSettings defaults() {
        return new AdamSettings(null, null, null, null, null, null, null);
    }

    @Override
    public AdamSettings withLearningRate(double rate) {
        return new AdamSettings(rate, beta1, beta2, epsilon, weightDecay, schedule, clipNorm);
    }

    @Override
    public boolean perNumber() {
        return true;
    }

    @Override
    public Updater updater(Map<String, Tensor> parameters) {
        return updater("_fused_adam_", parameters);
    }

    /** The same with one of libtorch's fused operators: {@code _fused_adam_} or {@code _fused_adamw_}. */
    Updater updater(String operator, Map<String, Tensor> parameters) {
        Slots slots = new Slots(parameters);
        NativeOperator update = new NativeOperator(
                operator,
                slots.parameters(),
                slots.gradients(),
                slots.remember("mean"),
                slots.remember("square"),
                slots.nothing(), // the largest mean of squares so far, which AMSGrad would keep
                slots.countSteps(),
                learningRate,
                beta1,
                beta2,
                weightDecay,
                epsilon,
                false, // AMSGrad
                false, // maximise
                null, // scale of the gradients
                null); // where to write that a gradient was infinite
        return new OperatorUpdater(slots, List.of(update), rate -> update.argument(6, rate));
    }
}
