package dev.regimen.task;

import dev.regimen.torch.Seeds;
import java.util.Random;
import java.util.stream.LongStream;

/** Which training examples a member of an ensemble sees. */
public enum Sampling {
    /** All of them, in an order of its own. */
    ALL,
    /** As many as there are, drawn with replacement: about 63 % of them, some several times. */
    BOOTSTRAP;

    /**
     * The positions of the examples to see, as many as there are examples.
     *
     * @param seed fixes what is drawn
     */
    long[] positions(long size, long seed) {
        if (this == ALL) {
            return LongStream.range(0, size).toArray();
        }
        Random random = new Random(Seeds.derive(seed, "bootstrap"));
        int bound = Math.toIntExact(size);
        return LongStream.range(0, size).map(i -> random.nextInt(bound)).toArray();
    }
}
