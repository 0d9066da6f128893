package dev.regimen.training;

import dev.regimen.torch.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;

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
    public Updater updater(Map<String, Tensor> parameters) {
        Slots slots = new Slots(parameters);
        List<Operation> operations = new ArrayList<>();
        IValue gradients = decayed(slots, operations);
        IValue roots = roots(slots, gradients, operations);
        DoubleConsumer rate = move(slots, gradients, roots, operations);
        return new OperationUpdater(slots, List.copyOf(operations), rate);
    }

    /** The gradients with weight decay. */
    private IValue decayed(Slots slots, List<Operation> operations) {
        if (weightDecay == 0) {
            return slots.gradients();
        }
        IValue decayed = slots.scratch();
        operations.add(new Operation("_foreach_copy_", decayed, slots.gradients(), false));
        operations.add(new Operation("_foreach_add_.List", decayed, slots.parameters(), weightDecay));
        return decayed;
    }

    /** What the gradients are divided by: the root of their running mean square or variance, plus epsilon. */
    private IValue roots(Slots slots, IValue gradients, List<Operation> operations) {
        IValue squares = slots.remember("square");
        IValue roots = slots.scratch();
        operations.add(new Operation("_foreach_mul_.Scalar", squares, alpha));
        operations.add(new Operation("_foreach_addcmul_.Scalar", squares, gradients, gradients, 1 - alpha));
        operations.add(new Operation("_foreach_copy_", roots, squares, false));
        if (centered) {
            IValue means = slots.remember("mean");
            operations.add(new Operation("_foreach_lerp_.Scalar", means, gradients, 1 - alpha));
            operations.add(new Operation("_foreach_addcmul_.Scalar", roots, means, means, -1.0));
            // Rounding can leave the variance of a steady gradient just below zero, whose root is not a number.
            operations.add(new Operation("_foreach_clamp_min_.Scalar", roots, 0.0));
        }
        operations.add(new Operation("_foreach_sqrt_", roots));
        operations.add(new Operation("_foreach_add_.Scalar", roots, epsilon));
        return roots;
    }

    /** Moves the parameters; gives what takes the learning rate. */
    private DoubleConsumer move(Slots slots, IValue gradients, IValue roots, List<Operation> operations) {
        if (momentum == 0) {
            Operation move =
                    new Operation("_foreach_addcdiv_.Scalar", slots.parameters(), gradients, roots, -learningRate);
            operations.add(move);
            return rate -> move.argument(3, -rate);
        }
        IValue moves = slots.remember("velocity");
        operations.add(new Operation("_foreach_mul_.Scalar", moves, momentum));
        operations.add(new Operation("_foreach_addcdiv_.Scalar", moves, gradients, roots, 1.0));
        Operation move = new Operation("_foreach_add_.List", slots.parameters(), moves, -learningRate);
        operations.add(move);
        return rate -> move.argument(2, -rate);
    }
}
