package dev.regimen.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * A part of the examples, drawn once without replacement (Breiman, "Pasting Small Votes", Machine Learning 1999).
 *
 * @param fraction how large a part; above 0 and at most 1, a half unless set
 */
public record Subset(Double fraction) implements Sampling {
    /** @throws IllegalArgumentException if it is out of range */
    public Subset {
        fraction = fraction == null ? 0.5 : fraction;
        if (!(fraction > 0) || fraction > 1) {
            throw new IllegalArgumentException("fraction of subset is above 0 and at most 1, not " + fraction);
        }
    }

    @Override
    public long[] choose(Population population, Random random, Sample.Place place) {
        List<Long> all =
                new ArrayList<>(LongStream.range(0, population.size()).boxed().toList());
        Collections.shuffle(all, random);
        return all.stream()
                .limit(population.part(fraction))
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
    }
}
