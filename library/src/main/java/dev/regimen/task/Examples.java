package dev.regimen.task;

import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import java.util.Map;

/**
 * What a task gives to learn from. Validation and test examples are the same for every contender and seed. Safe for use
 * by several threads.
 */
public interface Examples extends AutoCloseable {
    /** What every example has, by name. */
    Map<String, Field> fields();

    /**
     * Training batches. The same seed gives the same batches.
     *
     * @param seed fixes the order, or the draws
     * @param sampling which of the training examples they are made of
     */
    BatchSource training(long seed, int batchSize, Sampling sampling);

    /** For choices: learning rates, best weights, combiners. Stays this object's. */
    Dataset validation();

    /** For the last word; nothing is chosen by it. Stays this object's. */
    Dataset test();

    @Override
    void close();
}
