package dev.regimen.task;

/** Whole numbers of settings. */
final class Counts {
    private Counts() {}

    /** @throws IllegalArgumentException if it is less; the message names the key */
    static int atLeast(String key, int value, int least) {
        return within(key, value, least, Integer.MAX_VALUE);
    }

    /** @throws IllegalArgumentException if it lies outside; the message names the key */
    static int within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key + " is " + value + ", expected a whole number from " + least + " "
                    + (most == Integer.MAX_VALUE ? "up" : "to " + most));
        }
        return value;
    }
}
