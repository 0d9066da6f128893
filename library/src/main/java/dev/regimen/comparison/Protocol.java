package dev.regimen.comparison;

import dev.regimen.budget.Budget;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What makes a comparison fair: the same for every contender.
 *
 * @param budget of every contender in all: stages and members share it
 * @param seeds of the trainings; each contender is trained once with each
 * @param tuning how learning rates are chosen, if they are
 * @param target a value of the primary metric that counts as success; empty for none
 * @param reference the contenders that all others are compared with; empty for every two
 * @param sharePhases whether phases that several contenders begin with are trained once for all of them
 */
public record Protocol(
        Budget budget,
        List<Long> seeds,
        Optional<Tuning> tuning,
        Optional<Double> target,
        List<String> reference,
        boolean sharePhases) {
    /** Every two contenders are compared with each other. */
    public Protocol(Budget budget, List<Long> seeds, Optional<Tuning> tuning, Optional<Double> target) {
        this(budget, seeds, tuning, target, List.of(), true);
    }

    public Protocol {
        seeds = List.copyOf(seeds);
        reference = List.copyOf(reference);
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("seeds: a comparison needs at least one seed");
        }
        if (new HashSet<>(seeds).size() < seeds.size()) {
            throw new IllegalArgumentException("seeds: the seeds differ from each other, but are " + seeds);
        }
    }
}
