package dev.regimen.comparison;

/**
 * A mean over seeds with its interval.
 *
 * @param low and {@code high}: the 95 % interval by Student's t; null with fewer than two values
 * @param deviation the standard deviation over seeds; null with fewer than two values
 */
public record Estimate(double mean, Double low, Double high, Double deviation, int count) {}
