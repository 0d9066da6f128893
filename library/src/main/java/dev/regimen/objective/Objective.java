package dev.regimen.objective;

import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.model.Outputs;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.bytedeco.pytorch.Tensor;

/** What training makes small. */
public interface Objective {
    /**
     * The loss of a batch, the mean over its examples.
     *
     * @return a scalar {@code []} that gradients can be taken of, in the caller's scope
     */
    Tensor loss(Outputs outputs, Batch batch);

    /** The predictions that this objective holds against targets; one for a simple loss, several for a weighted sum. */
    List<Head> heads();

    /**
     * Finds out before training what does not fit.
     *
     * @param fields what examples have and modules give, by name
     * @throws IllegalArgumentException saying what was expected and what was found
     */
    void check(Map<String, Field> fields);

    /** The same as it has to be for such examples, which may not have a label everywhere. */
    default Objective fitted(Map<String, Field> fields) {
        return this;
    }

    /**
     * The same about modules of other names.
     *
     * @throws IllegalArgumentException if it cannot be; only objectives of one's own
     */
    default Objective renamed(UnaryOperator<String> names) {
        throw new IllegalArgumentException(
                "the objective " + getClass().getSimpleName() + " cannot be about modules of other names");
    }

    /** The modules whose outputs it reads. */
    default Set<String> reads() {
        return heads().stream().map(Head::of).collect(Collectors.toSet());
    }

    /** The fields of the examples that it consumes as labels. */
    default Set<String> labels() {
        return heads().stream().map(Head::target).collect(Collectors.toSet());
    }
}
