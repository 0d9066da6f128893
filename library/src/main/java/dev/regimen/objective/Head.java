package dev.regimen.objective;

import org.bytedeco.pytorch.Tensor;

/** An objective that holds one module's output against one target. */
public interface Head extends Objective {
    /** The module whose output is judged. */
    String of();

    /** The field of the examples that it should match. */
    String target();

    /**
     * What the output says about the target: probabilities {@code [batch, …, classes]} for classes, values for real
     * numbers.
     *
     * @param output the module's output {@code [batch, …]}
     */
    Tensor prediction(Tensor output);

    @Override
    default java.util.List<Head> heads() {
        return java.util.List.of(this);
    }
}
