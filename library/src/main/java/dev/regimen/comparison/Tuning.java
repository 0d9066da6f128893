package dev.regimen.comparison;

import dev.regimen.torch.Seeds;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;

/**
 * How every contender's learning rate is chosen: from the same grid, by the primary metric on the validation examples,
 * with seeds that no reported training uses.
 *
 * @param learningRates the grid; each once
 * @param seeds how many trainings per contender and rate
 * @param share of the contender's budget that each of these trainings gets, up to 1
 */
public record Tuning(List<Double> learningRates, Integer seeds, Double share) {
    public Tuning {
        if (learningRates == null || learningRates.isEmpty()) {
            throw new IllegalArgumentException("learning-rates: tuning needs at least one learning rate");
        }
        learningRates = List.copyOf(learningRates);
        seeds = seeds == null ? 1 : seeds;
        share = share == null ? 1.0 : share;
        learningRates.stream()
                .filter(rate -> !(rate > 0) || rate.isInfinite())
                .findFirst()
                .ifPresent(rate -> {
                    throw new IllegalArgumentException(
                            "learning-rates: a learning rate is a positive number, not " + rate);
                });
        if (new HashSet<>(learningRates).size() < learningRates.size()) {
            throw new IllegalArgumentException(
                    "learning-rates: the learning rates differ from each other, but are " + learningRates);
        }
        if (seeds < 1) {
            throw new IllegalArgumentException("seeds: tuning needs at least one seed, not " + seeds);
        }
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share is more than 0 and at most 1, not " + share);
        }
    }

    /** Seeds apart from those of the reported trainings. */
    List<Long> tuningSeeds() {
        return LongStream.range(0, seeds)
                .map(index -> Seeds.derive(index, "tuning"))
                .boxed()
                .toList();
    }
}
