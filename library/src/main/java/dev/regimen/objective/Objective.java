package dev.regimen.objective;

import dev.regimen.data.Batch;
import dev.regimen.data.Field;
import dev.regimen.model.Outputs;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** What training makes small. */
public interface Objective {
    /**
     * The loss of a batch, the mean over its examples.
     *
     * @return a scalar {@code []} that gradients can be taken of, in the caller's scope
     */
    Tensor loss(Outputs outputs, Batch batch);

    /**
     * The losses of several members, each with outputs and examples of its own; one after another unless an objective
     * does it at once.
     *
     * @param outputs {@code [members, batch, …]} of each module
     * @param batch {@code [members, batch, …]} of each field
     * @return {@code [members]}, in the caller's scope
     */
    default Tensor losses(Outputs outputs, Batch batch) {
        Tensor[] each = LongStream.range(0, Members.count(outputs))
                .mapToObj(i -> loss(Members.part(outputs, i), Members.part(batch, i)))
                .toArray(Tensor[]::new);
        return torch.stack(new TensorVector(each), 0);
    }

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
