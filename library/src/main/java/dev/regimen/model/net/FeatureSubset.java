package dev.regimen.model.net;

import dev.regimen.data.Field;
import dev.regimen.data.Shape;
import dev.regimen.model.Layer;
import dev.regimen.model.StackableNet;
import dev.regimen.model.StackedLayer;
import dev.regimen.model.StackedWeights;
import dev.regimen.model.Weights;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;

/**
 * Some of the numbers as they are, 0 in place of the others: {@code [batch, …]} to the same shape. Which ones is drawn
 * once, with the model's weights, and is the same for all examples, as in the random subspaces of Ho (IEEE PAMI 1998).
 * Has no parameters; what was drawn is saved with the weights.
 *
 * @param fraction how many of the numbers are kept, as a part of all; above 0 and at most 1, a half unless set
 */
public record FeatureSubset(Double fraction) implements StackableNet {
    private static final String KEPT = "kept";

    /** @throws IllegalArgumentException if it is out of range */
    public FeatureSubset {
        fraction = fraction == null ? 0.5 : fraction;
        if (!(fraction > 0) || fraction > 1) {
            throw new IllegalArgumentException("fraction of feature-subset is above 0 and at most 1, not " + fraction);
        }
    }

    @Override
    public Layer build(List<Field> inputs, Weights weights) {
        Shape shape = Inputs.one("feature-subset", inputs);
        long kept = Math.max(1, Math.round(fraction * shape.elements()));
        Tensor mask = weights.drawnMask(KEPT, kept, shape.rank() == 0 ? new long[] {1} : shape.array());
        return (values, pass) -> values.get(0).mul(mask);
    }

    @Override
    public StackedLayer stacked(List<Field> inputs, StackedWeights weights) {
        long[] sizes = LongStream.concat(
                        LongStream.of(-1, 1),
                        LongStream.of(inputs.get(0).shape().array()))
                .toArray();
        // [members, 1, …]: the same for all of a batch
        return StackedLayer.of(
                (values, pass) -> values.get(0).mul(weights.of(KEPT).reshape(sizes)));
    }
}
