package dev.regimen.optimizer;

import dev.regimen.torch.NativeOperator;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Stochastic gradient descent, with a velocity if there is momentum: it starts as the first gradient {@code g} and
 * becomes {@code momentum * velocity + (1 - dampening) * g}; the parameter moves against it by the learning rate
 * (Sutskever et al. 2013, with the learning rate outside the velocity, as in PyTorch).
 *
 * @param learningRate above 0; 0.01 unless set
 * @param momentum how much of the velocity is kept in a step, from 0 to below 1; 0 unless set
 * @param nesterov whether to look ahead: to move against {@code g + momentum * velocity}; false unless set. Needs
 *     momentum and no dampening
 * @param dampening how much of the gradient the velocity does not take, from 0 to below 1; 0 unless set. Needs momentum
 * @param weightDecay this times the parameter is added to the gradient, from 0 up; 0 unless set
 * @param schedule how the learning rate changes over a phase; constant unless set
 * @param clipNorm the norm that the gradient is cut to, above 0; null for not cutting
 */
public record SgdSettings(
        Double learningRate,
        Double momentum,
        Boolean nesterov,
        Double dampening,
        Double weightDecay,
        Schedule schedule,
        Double clipNorm)
        implements OptimizerSettings {
    public SgdSettings {
        learningRate = Setting.positive("learning-rate", learningRate, 0.01);
        momentum = Setting.belowOne("momentum", momentum, 0);
        nesterov = nesterov != null && nesterov;
        dampening = Setting.belowOne("dampening", dampening, 0);
        weightDecay = Setting.notNegative("weight-decay", weightDecay, 0);
        schedule = Setting.schedule(schedule);
        clipNorm = Setting.clipNorm(clipNorm);
        if (nesterov && (momentum == 0 || dampening > 0)) {
            throw new IllegalArgumentException(
                    "nesterov needs a momentum above 0 and a dampening of 0, but momentum is " + momentum
                            + " and dampening is " + dampening);
        }
        if (dampening > 0 && momentum == 0) {
            throw new IllegalArgumentException(
                    "dampening is " + dampening + ", but without a momentum above 0 it does nothing");
        }
    }

    /** The defaults. */
    public static SgdSettings defaults() {
        return new SgdSettings(null, null, null, null, null, null, null);
    }

    @Override
    public SgdSettings withLearningRate(double rate) {
        return new SgdSettings(rate, momentum, nesterov, dampening, weightDecay, schedule, clipNorm);
    }

    @Override
    public boolean perNumber() {
        return true;
    }

    @Override
    public Updater updater(Map<String, Tensor> parameters) {
        Slots slots = new Slots(parameters);
        IValue velocities = momentum > 0 ? slots.remember("velocity") : slots.nothing();
        NativeOperator update = new NativeOperator(
                "_fused_sgd_",
                slots.parameters(),
                slots.gradients(),
                velocities,
                weightDecay,
                momentum,
                learningRate,
                dampening,
                nesterov,
                false, // maximise
                false, // first step of all parameters, which each has at another time
                null, // scale of the gradients
                null); // where to write that a gradient was infinite
        if (dampening > 0) {
            slots.countSteps();
        }
        return new OperatorUpdater(slots, List.of(update), rate -> {
            update.argument(5, rate);
            if (dampening > 0) {
                slots.start("velocity", this::start);
            }
        });
    }

    /**
     * Makes a velocity of which the step's {@code momentum * velocity + (1 - dampening) * g} is the whole {@code g}.
     */
    private void start(Tensor velocity, Tensor gradient, Tensor parameter) {
        try (Scalar decay = new Scalar(weightDecay);
                Scalar scale = new Scalar(dampening / momentum)) {
            velocity.copy_(gradient).add_(parameter, decay).mul_(scale);
        }
    }
}
