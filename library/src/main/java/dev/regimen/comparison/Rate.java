package dev.regimen.comparison;

/**
 * How many of several trainings succeeded.
 *
 * @param low and {@code high}: the 95 % interval by Wilson's score
 */
public record Rate(int successes, int count, double low, double high) {}
