package dev.regimen.training;

/**
 * What a training is going to compute itself, as far as it can be told beforehand: what it takes over from another is
 * not among it.
 *
 * @param amount in the budget's unit
 * @param flops estimated floating-point operations; 0 if they are not known, as of budgets in seconds
 */
public record PlannedCost(double amount, double flops) {
    /** Of so large a part of it. */
    public PlannedCost times(double share) {
        return new PlannedCost(amount * share, flops * share);
    }

    public PlannedCost plus(PlannedCost other) {
        return new PlannedCost(amount + other.amount, flops + other.flops);
    }
}
