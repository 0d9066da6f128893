package dev.regimen.task;

import dev.regimen.torch.Seeds;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Which of the training examples are seen. It has a seed apart from that of the order, so that all phases of one
 * training see the same of them.
 *
 * @param sampling how they are chosen
 * @param seed fixes what is drawn
 */
public record Sample(Sampling sampling, long seed) {
    /** All of them. */
    public static final Sample ALL = new Sample(Sampling.ALL, 0);

    /** The positions of the examples to see, as many as there are examples. */
    long[] positions(long size) {
        if (sampling == Sampling.ALL) {
            return LongStream.range(0, size).toArray();
        }
        Random random = new Random(Seeds.derive(seed, "bootstrap"));
        int bound = Math.toIntExact(size);
        return LongStream.range(0, size).map(i -> random.nextInt(bound)).toArray();
    }
}
