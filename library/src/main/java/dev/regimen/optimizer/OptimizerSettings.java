package dev.regimen.optimizer;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** How parameters are moved along their gradients: data, without state. */
public interface OptimizerSettings {
    /** The learning rate before the schedule's factor. */
    Double learningRate();

    /** How the learning rate changes over a phase. */
    Schedule schedule();

    /**
     * The Euclidean norm that the gradient of all parameters of this optimizer together is cut to, or null for none.
     */
    Double clipNorm();

    /** The same with another learning rate. */
    OptimizerSettings withLearningRate(double rate);

    /**
     * Whether every number is moved by its own gradients alone, clipping apart, so that parameters of several members
     * can lie in one tensor. Not unless an optimizer says so.
     */
    default boolean perNumber() {
        return false;
    }

    /**
     * Makes the live optimizer of these parameters.
     *
     * @param parameters by name, as {@code module/name}; they stay the model's. Must be called outside step scopes
     */
    Updater updater(Map<String, Tensor> parameters);
}
