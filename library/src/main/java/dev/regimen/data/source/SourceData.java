package dev.regimen.data.source;

import dev.regimen.data.DataException;
import dev.regimen.data.Dataset;
import dev.regimen.data.Parts;
import dev.regimen.data.Split;
import dev.regimen.data.SplitFractions;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * What a source has. Closing it closes the data sets.
 *
 * @param examples to be divided
 * @param test a test split that the source comes with
 * @param reader reads new inputs as these were read
 */
public record SourceData(Dataset examples, Optional<Dataset> test, InputReader reader) implements AutoCloseable {
    /** @throws DataException if the test split is not like the rest */
    public SourceData {
        test.ifPresent(own -> {
            if (!own.fields().equals(examples.fields())) {
                throw new DataException("the test data have " + own.fields() + ", expected what the other data have, "
                        + examples.fields());
            }
        });
    }

    /**
     * Finds out that there is a field.
     *
     * @param what what it is needed for
     * @param remedy who has such a field
     * @throws IllegalArgumentException if there is none
     */
    public void require(String field, String what, String remedy) {
        if (!examples.fields().containsKey(field)) {
            throw new IllegalArgumentException(
                    what + ", '" + field + "', but the data have " + new TreeMap<>(examples.fields()) + "; " + remedy);
        }
    }

    /**
     * Copies the examples into their parts; the caller closes both these data and the parts.
     *
     * @param seed fixes which example goes where
     * @throws DataException if a part would be empty
     */
    public Parts split(SplitFractions fractions, long seed) {
        Split split = test.isPresent()
                ? Split.withoutTest(examples.size(), fractions, seed)
                : Split.of(examples.size(), fractions, seed);
        Dataset training = examples.select(split.training());
        Dataset validation = examples.select(split.validation());
        Dataset last = test.map(
                        own -> own.select(LongStream.range(0, own.size()).toArray()))
                .orElseGet(() -> examples.select(split.test()));
        return new Parts(training, validation, last);
    }

    @Override
    public void close() {
        examples.close();
        test.ifPresent(Dataset::close);
    }
}
