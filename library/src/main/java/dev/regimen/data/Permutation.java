package dev.regimen.data;

import java.util.Random;

/** Orders drawn from seeds. The same on every machine and in every Java version. */
final class Permutation {
    private Permutation() {}

    /** The numbers from 0 to below {@code size}, shuffled (Fisher and Yates). */
    static int[] of(int size, long seed) {
        // Random is the one generator of the JDK whose every result is fixed by its documentation.
        Random random = new Random(seed);
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
