package dev.regimen.objective;

import dev.regimen.data.Field;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** A head on one number for the second of two classes, {@code [batch, …]} or {@code [batch, …, 1]}. */
interface BinaryHead extends Head {
    /** As files call the objective. */
    String kind();

    /** Probabilities {@code [batch, …, 2]}: the sigmoid of the number for the second class, the rest for the first. */
    @Override
    default Tensor prediction(Tensor output) {
        return Heads.bothProbabilities(output);
    }

    @Override
    default void check(Map<String, Field> fields) {
        Heads.checkBinary(kind(), this, fields);
    }
}
