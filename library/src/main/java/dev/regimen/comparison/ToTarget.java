package dev.regimen.comparison;

/**
 * What it cost to reach the target on the validation examples.
 *
 * @param reached whether it was reached within the budget; if not, the rest is null: it would have cost more than the
 *     budget, nobody knows how much
 * @param examples and {@code seconds}: spent until the first evaluation that reached it
 */
public record ToTarget(boolean reached, Long examples, Double seconds) {
    static final ToTarget NOT_REACHED = new ToTarget(false, null, null);
}
