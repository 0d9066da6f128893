package dev.regimen.task;

import java.util.Random;
import java.util.stream.LongStream;

/**
 * Examples drawn once with replacement: as many as there are, about 63 % of which are then seen, some of them several
 * times (Breiman, "Bagging Predictors", Machine Learning 1996).
 *
 * @param fraction how many are drawn, as a part of those that there are; above 0, 1 unless set
 */
public record Bootstrap(Double fraction) implements Sampling {
    /** @throws IllegalArgumentException if it is out of range */
    public Bootstrap {
        fraction = fraction == null ? 1.0 : fraction;
        if (!(fraction > 0) || fraction > 1) {
            throw new IllegalArgumentException("fraction of bootstrap is above 0 and at most 1, not " + fraction);
        }
    }

    @Override
    public long[] choose(Population population, Random random, Sample.Place place) {
        int bound = Math.toIntExact(population.size());
        return LongStream.range(0, population.part(fraction))
                .map(i -> random.nextInt(bound))
                .toArray();
    }
}
