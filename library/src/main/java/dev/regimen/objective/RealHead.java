package dev.regimen.objective;

import dev.regimen.data.Field;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** A head on values {@code [batch, …]} or {@code [batch, …, 1]}, held against real numbers. */
interface RealHead extends Head {
    /** As files call the objective. */
    String kind();

    @Override
    default Tensor prediction(Tensor output) {
        return output;
    }

    @Override
    default void check(Map<String, Field> fields) {
        Heads.checkReal(kind(), this, fields);
    }
}
