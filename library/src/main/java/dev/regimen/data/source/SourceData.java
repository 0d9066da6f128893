package dev.regimen.data.source;

import dev.regimen.data.Dataset;
import dev.regimen.data.Parts;
import dev.regimen.data.Split;
import dev.regimen.data.SplitFractions;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * What a source has. Closing it closes the data sets.
 *
 * @param examples to be divided
 * @param test a test split that the source comes with
 */
public record SourceData(Dataset examples, Optional<Dataset> test) implements AutoCloseable {
    /**
     * Copies the examples into their parts; the caller closes both these data and the parts.
     *
     * @param seed fixes which example goes where
     * @throws dev.regimen.data.DataException if a part would be empty
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
