package dev.regimen.task;

import dev.regimen.torch.Seeds;
import java.util.Random;

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

    /** The positions of the examples to see. */
    long[] positions(Population population) {
        return sampling.choose(population, new Random(Seeds.derive(seed, "bootstrap")));
    }
}
