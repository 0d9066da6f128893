package dev.regimen.objective;

import dev.regimen.data.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Tensor;

/** An objective that holds one module's output against one target. */
public interface Head extends Objective {
    /** The module whose output is judged; null in the description of a seam, where the module goes without saying. */
    String of();

    /** The field of the examples that it should match. */
    String target();

    /** The same about another module: how the objective of a seam learns which module it belongs to. */
    Head withOf(String module);

    /**
     * What the output says about the target: probabilities {@code [batch, …, classes]} for classes, values for real
     * numbers. Where there is a {@link #reading} it may have another shape.
     *
     * @param output the module's output {@code [batch, …]}
     */
    Tensor prediction(Tensor output);

    /** How predictions are read, where whole strings are predicted and not something about each target by itself. */
    default Optional<Reading> reading() {
        return Optional.empty();
    }

    @Override
    default Head fitted(Map<String, Field> fields) {
        return this;
    }

    @Override
    default Head renamed(UnaryOperator<String> names) {
        return withOf(names.apply(of()));
    }

    /** The class that stands for no target at all; neither the loss nor a metric counts it. */
    default OptionalLong ignored() {
        return OptionalLong.empty();
    }

    @Override
    default List<Head> heads() {
        return List.of(this);
    }
}
