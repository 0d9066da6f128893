package dev.regimen.model;

import dev.regimen.data.Field;
import java.util.List;
import java.util.Optional;

/**
 * A net of which several members, each with weights of its own, can be computed at once. What comes out is what each of
 * them gives by itself, up to the rounding of sums.
 */
public interface StackableNet extends Net {
    /** What of its settings stands against it, as {@code dropout}; nothing if it can be stacked. */
    default Optional<String> hindrance() {
        return Optional.empty();
    }

    /**
     * The function of all members together. Unless a net says more, that of one whose examples are those of all: right
     * for nets without weights that look at each example by itself.
     *
     * @param inputs as in {@link Net#build}
     * @param weights what {@link Net#build} declared, of all members
     * @return takes {@code [members, batch, …]} and makes {@code [members, batch, …]} of it
     */
    default StackedLayer stacked(List<Field> inputs, StackedWeights weights) {
        Layer plain = build(inputs, new Weights(null));
        return StackedLayer.of((values, pass) -> plain.forward(
                        values.stream().map(value -> value.flatten(0, 1)).toList(), pass)
                .unflatten(0, weights.members(), -1)); // [members * batch, …] -> [members, batch, …]
    }
}
