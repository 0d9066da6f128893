package dev.regimen.ensemble;

import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;

/**
 * Members' predictions on the validation examples, for combiners that are fitted.
 *
 * @param source of the predictions, which are not made before they are asked for
 * @param targets {@code [size, …]}: classes, int64, or real numbers
 * @param categorical whether the targets are classes
 */
public record HeldOut(Supplier<Tensor> source, Tensor targets, boolean categorical) {
    /**
     * Lets the members predict, which takes as long as evaluating them all.
     *
     * @return {@code [members, size, …]}: probabilities {@code [members, size, …, classes]} or values; in the caller's
     *     scope
     */
    public Tensor predictions() {
        return source.get();
    }
}
