package dev.regimen.ensemble;

import org.bytedeco.pytorch.Tensor;

/**
 * Members' predictions on the validation examples, for combiners that are fitted.
 *
 * @param predictions {@code [members, size, …]}: probabilities {@code [members, size, …, classes]} or values
 * @param targets {@code [size, …]}: classes, int64, or real numbers
 * @param categorical whether the targets are classes
 */
public record HeldOut(Tensor predictions, Tensor targets, boolean categorical) {}
