package dev.regimen.comparison;

/**
 * How many of several trainings succeeded.
 *
 * @param low and {@code high}: the 95 % interval by Wilson's score
 */
public record Rate(int successes, int count, double low, double high) {
    /** As {@code 4 of 5}. */
    public String words() {
        return successes + " of " + count;
    }
}
