package dev.regimen.task;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * As many examples as there are, drawn once with replacement, some more probably than others: how boosting makes a
 * member look at what is hard.
 *
 * @param weights how probably each is drawn, in proportion; not negative, and not all 0
 */
public record WeightedBootstrap(List<Double> weights) implements Sampling {
    public WeightedBootstrap {
        weights = List.copyOf(weights);
    }

    @Override
    public long[] choose(Population population, Random random, Sample.Place place) {
        if (weights.size() != population.size()) {
            throw new IllegalArgumentException(
                    "there are " + weights.size() + " weights of " + population.size() + " examples");
        }
        double[] sums = new double[weights.size()];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += weights.get(i);
            sums[i] = sum;
        }
        double all = sum;
        return LongStream.range(0, sums.length)
                .map(i -> at(sums, random.nextDouble() * all))
                .toArray();
    }

    /** The first position whose sum is above the value. */
    private static long at(double[] sums, double value) {
        int found = Arrays.binarySearch(sums, value);
        int position = found < 0 ? -found - 1 : found + 1;
        return Math.min(position, sums.length - 1);
    }
}
