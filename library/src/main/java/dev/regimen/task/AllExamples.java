package dev.regimen.task;

import java.util.Random;
import java.util.stream.LongStream;

/** All training examples: members differ by their first weights and the order of the data. */
public record AllExamples() implements Sampling {
    @Override
    public long[] choose(Population population, Random random, Sample.Place place) {
        return LongStream.range(0, population.size()).toArray();
    }
}
