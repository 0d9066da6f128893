package dev.regimen.optimizer;

import dev.regimen.torch.NativeOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * RMSProp: the gradient divided by the root of the running mean of its square (Tieleman and Hinton 2012, lecture 6.5;
 * centred as in Graves 2013, arXiv:1308.0850, equations 38 to 45).
 *
 * @param learningRate above 0; 0.01 unless set
 * @param alpha how much of the running means is kept in a step, from 0 to below 1; 0.99 unless set
 * @param epsilon added to the root, above 0; 1e-8 unless set
 * @param momentum how much of the last move is made again, from 0 to below 1; 0 unless set
 * @param centered whether the square of the gradient's running mean is taken off first, which leaves its variance;
 *     false unless set
 * @param weightDecay this times the parameter is added to the gradient, from 0 up; 0 unless set
 * @param schedule how the learning rate changes over a phase; constant unless set
 * @param clipNorm the norm that the gradient is cut to, above 0; null for not cutting
 */
public record RmsPropSettings(
        Double learningRate,
        Double alpha,
        Double epsilon,
        Double momentum,
        Boolean centered,
        Double weightDecay,
        Schedule schedule,
        Double clipNorm)
        implements OptimizerSettings {
    public RmsPropSettings {
        learningRate = Setting.positive("learning-rate", learningRate, 0.01);
        alpha = Setting.belowOne("alpha", alpha, 0.99);
        epsilon = Setting.positive("epsilon", epsilon, 1e-8);
        momentum = Setting.belowOne("momentum", momentum, 0);
        centered = centered != null && centered;
        weightDecay = Setting.notNegative("weight-decay", weightDecay, 0);
        schedule = Setting.schedule(schedule);
        clipNorm = Setting.clipNorm(clipNorm);
    }

    /** The defaults. */
    public static RmsPropSettings defaults() {
        return new RmsPropSettings(null, null, null, null, null, null, null, null);
    }

    @Override
    public RmsPropSettings withLearningRate(double rate) {
        return new RmsPropSettings(rate, alpha, epsilon, momentum, centered, weightDecay, schedule, clipNorm);
    }

    @Override
    public boolean perNumber() {
        return true;
    }

    @Override
    public Updater updater(Map<String, Tensor> parameters) {
        Slots slots = new Slots(parameters);
        List<NativeOperator> operators = new ArrayList<>();
        try (PointerScope temporaries = new PointerScope()) {
            IValue gradients = decayed(slots, operators);
            IValue roots = roots(slots, gradients, operators);
            DoubleConsumer prepare = move(slots, gradients, roots, operators);
            return new OperatorUpdater(slots, List.copyOf(operators), prepare);
        }
    }

    /** The gradients with weight decay. */
    private IValue decayed(Slots slots, List<NativeOperator> operators) {
        if (weightDecay == 0) {
            return slots.gradients();
        }
        IValue decayed = slots.scratch();
        operators.add(new NativeOperator("_foreach_copy_", decayed, slots.gradients(), false));
        operators.add(new NativeOperator("_foreach_add_.List", decayed, slots.parameters(), weightDecay));
        return decayed;
    }

    /** What the gradients are divided by: the root of their running mean square or variance, plus epsilon. */
    private IValue roots(Slots slots, IValue gradients, List<NativeOperator> operators) {
        IValue squares = slots.remember("square");
        IValue roots = slots.scratch();
        operators.add(new NativeOperator("_foreach_mul_.Tensor", squares, number(alpha)));
        operators.add(new NativeOperator("_foreach_addcmul_.Scalar", squares, gradients, gradients, 1 - alpha));
        operators.add(new NativeOperator("_foreach_copy_", roots, squares, false));
        if (centered) {
            IValue means = slots.remember("mean");
            operators.add(new NativeOperator("_foreach_lerp_.Scalar", means, gradients, 1 - alpha));
            operators.add(new NativeOperator("_foreach_addcmul_.Scalar", roots, means, means, -1.0));
            // Rounding can leave the variance of a steady gradient just below zero, whose root is not a number.
            operators.add(new NativeOperator("_foreach_clamp_min_.Scalar", roots, 0.0));
        }
        operators.add(new NativeOperator("_foreach_sqrt_", roots));
        operators.add(new NativeOperator("_foreach_add_.Tensor", roots, number(epsilon), 1.0));
        return roots;
    }

    /** Moves the parameters; gives what takes the learning rate. */
    private DoubleConsumer move(Slots slots, IValue gradients, IValue roots, List<NativeOperator> operators) {
        if (momentum == 0) {
            NativeOperator move =
                    new NativeOperator("_foreach_addcdiv_.Scalar", slots.parameters(), gradients, roots, -learningRate);
            operators.add(move);
            return rate -> move.argument(3, -rate);
        }
        IValue moves = slots.remember("velocity");
        operators.add(new NativeOperator("_foreach_mul_.Tensor", moves, number(momentum)));
        operators.add(new NativeOperator("_foreach_addcdiv_.Scalar", moves, gradients, roots, 1.0));
        NativeOperator move = new NativeOperator("_foreach_add_.List", slots.parameters(), moves, -learningRate);
        operators.add(move);
        return rate -> move.argument(2, -rate);
    }

    /**
     * A number as a tensor: given as it is, it would be made one anew for every tensor, which takes longer than to use
     * it.
     */
    private static IValue number(double value) {
        return new IValue(torch.scalar_tensor(new Scalar(value)));
    }
}
