package dev.regimen.objective;

import dev.regimen.data.Field;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.bytedeco.pytorch.Tensor;

/** A head on logits {@code [batch, …, classes]}, of which the softmax are probabilities. */
interface ClassHead extends Head {
    /** As files call the objective. */
    String kind();

    /** The class that stands for no target, or {@link Field#UNLABELLED}; none if all count. */
    Optional<Integer> ignoreIndex();

    /** The same with another class that stands for no target. */
    Head withIgnoreIndex(Optional<Integer> index);

    @Override
    default Head fitted(Map<String, Field> fields) {
        return withIgnoreIndex(Heads.ignored(ignoreIndex(), fields.get(target())));
    }

    @Override
    default OptionalLong ignored() {
        return ignoreIndex().map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    @Override
    default Tensor prediction(Tensor output) {
        return output.softmax(-1);
    }

    @Override
    default void check(Map<String, Field> fields) {
        Heads.checkLogits(kind(), this, ignoreIndex(), fields);
    }
}
