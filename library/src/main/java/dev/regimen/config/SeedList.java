package dev.regimen.config;

import java.util.List;
import java.util.stream.LongStream;

/**
 * The seeds of an experiment; every contender is trained once with each.
 *
 * @param numbers each once
 */
public record SeedList(List<Long> numbers) {
    private static final int MOST = 10_000;

    /** Checks that there is at least one and none twice. */
    public SeedList {
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException("seeds is a list of at least one number");
        }
        if (numbers.stream().distinct().count() < numbers.size()) {
            throw new IllegalArgumentException("seeds has a number twice: " + numbers);
        }
        numbers = List.copyOf(numbers);
    }

    /** The seeds from 1 to the count. */
    public static SeedList count(long count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("seeds is a number from 1 to " + MOST + ", or a list, not " + count);
        }
        return new SeedList(LongStream.rangeClosed(1, count).boxed().toList());
    }
}
