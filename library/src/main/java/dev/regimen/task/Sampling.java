package dev.regimen.task;

import java.util.Random;

/**
 * How the training examples that a member of an ensemble sees are chosen. Implementations are records: members that are
 * equal in all else are the same only if these are.
 */
@FunctionalInterface
public interface Sampling {
    /** All of them, in an order of the member's own. */
    Sampling ALL = new AllExamples();

    /** As many as there are, drawn once with replacement. */
    Sampling BOOTSTRAP = new Bootstrap(null);

    /**
     * The positions of the examples to see.
     *
     * @param random draws them; seeded for the member
     * @param place which member it is
     * @throws IllegalArgumentException if it cannot choose among such examples
     */
    long[] choose(Population population, Random random, Sample.Place place);
}
