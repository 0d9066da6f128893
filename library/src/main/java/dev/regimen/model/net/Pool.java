package dev.regimen.model.net;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.Layer;
import dev.regimen.model.StackableNet;
import dev.regimen.model.Weights;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * One row of features out of those at every position: {@code [batch, …, features]} to {@code [batch, features]}, such
 * as those of all pixels of a {@link UNet}. Has no weights.
 *
 * @param by mean or maximum; mean unless given
 */
public record Pool(By by) implements StackableNet {
    private static final String NAME = "pool";

    /** What a feature's values at all positions become. */
    public enum By {
        MEAN,
        MAXIMUM
    }

    public Pool {
        by = Settings.orElse(by, By.MEAN);
    }

    @Override
    public Layer build(List<Field> inputs, Weights weights) {
        Shape shape = Inputs.withLastAxis(NAME, inputs);
        if (shape.rank() < 2) {
            throw new IllegalArgumentException(
                    NAME + " needs features at several positions, [..., features], but got " + shape);
        }
        return (values, pass) -> {
            Tensor rows = values.get(0).flatten(1, -2); // [batch, positions, features]
            return by == By.MEAN ? rows.mean(1) : rows.amax(new long[] {1}, false);
        };
    }
}
