package dev.regimen.task;

import dev.regimen.data.Dataset;
import dev.regimen.data.Field;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
     * @param sample which of the training examples they are made of
     */
    BatchSource training(long seed, int batchSize, Sample sample);

    /** The training examples where they are there, and not made only when they are seen. Stays this object's. */
    default Optional<Dataset> trainingSet() {
        return Optional.empty();
    }

    /** For choices: learning rates, best weights, combiners. Stays this object's. */
    Dataset validation();

    /** For the last word; nothing is chosen by it. Stays this object's. */
    Dataset test();

    /**
     * Inputs that are not like these examples, by which it is measured whether a predictor knows what it does not know.
     * Stays this object's.
     */
    default Optional<Dataset> outliers() {
        return Optional.empty();
    }

    /**
     * Reads new inputs for predictions, as the training data were read and normalised.
     *
     * @return inputs without targets; the caller closes it
     * @throws dev.regimen.data.DataException if a file cannot be read, or is not as the training data are
     * @throws IllegalArgumentException if examples like these do not come from files
     */
    default Dataset read(List<Path> files) {
        throw new IllegalArgumentException("examples like these cannot be read from files such as " + files);
    }

    @Override
    void close();
}
