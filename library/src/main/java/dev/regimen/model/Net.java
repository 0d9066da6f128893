package dev.regimen.model;

import dev.regimen.data.Field;
import java.util.List;

/** The settings of a module's network: data, without weights. Implement this to bring a network of your own. */
@FunctionalInterface
public interface Net {
    /**
     * Declares the parameters for inputs like these and returns the function that uses them. It may be called several
     * times, and the functions may run on several threads at once; one keeps the tensors that it is given here, and no
     * views of them, whose values may be exchanged.
     *
     * @param inputs what the module reads, in order; with {@code each}, one item of it
     * @param weights takes the parameters and keeps them, and is told what must be known of the net besides
     * @throws IllegalArgumentException if inputs like these do not fit; the message says what was expected and what was
     *     found
     */
    Layer build(List<Field> inputs, Weights weights);
}
