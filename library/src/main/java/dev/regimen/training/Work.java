package dev.regimen.training;

/**
 * What one training of a contender computes, as far as it can be told beforehand.
 *
 * @param flops estimated floating-point operations of all its phases, its members' among them; of budgets in seconds,
 *     these seconds
 * @param own the part of it, from 0 to 1, that it does not take over from another contender
 */
public record Work(double flops, double own) {}
