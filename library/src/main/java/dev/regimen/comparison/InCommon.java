package dev.regimen.comparison;

import dev.regimen.model.Model;
import dev.regimen.training.Origin;
import dev.regimen.training.Phase;
import dev.regimen.training.PlannedCost;
import dev.regimen.training.SharedPhases;
import dev.regimen.training.TrainingCost;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What contenders begin with in common, so that it is trained once for each seed.
 *
 * @param phases of every contender, in order, as far as they can be told beforehand; of its own model, other models and
 *     members apart
 * @param tuned whether learning rates are tried, with which the phases are other ones: who goes together is then not
 *     known
 * @param shares whether anything is to be shared at all
 */
record InCommon(Map<String, Map<Origin, List<Planned>>> phases, boolean tuned, boolean shares) {
    /** A phase that will be run, and what it will cost. */
    record Planned(Phase phase, PlannedCost cost) {
        static Planned of(Phase phase, Model model, int batchSize) {
            double amount = phase.budget().amount();
            double flops = TrainingCost.flopsPerExample(phase, model);
            return new Planned(
                    phase,
                    new PlannedCost(
                            amount,
                            switch (phase.budget().unit()) {
                                case EXAMPLES -> amount * flops;
                                case STEPS -> amount * batchSize * flops;
                                case SECONDS -> 0;
                            }));
        }
    }

    /**
     * The contender before this one that it has most phases in common with: to be trained first, so that these can be
     * taken over. Nothing if there is none.
     *
     * @param all that are trained with one seed and the same settings, this one among them
     */
    Optional<Contender> leader(Contender contender, List<Contender> all) {
        Contender leader = null;
        int most = 0;
        for (Contender earlier : shares ? all.subList(0, all.indexOf(contender)) : List.<Contender>of()) {
            int common = depths(contender, earlier).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            if (common > most) {
                leader = earlier;
                most = common;
            }
        }
        return Optional.ofNullable(leader);
    }

    /**
     * What one training of a contender costs, but for what it takes over from its leader; nothing if it has no phases
     * that could be told.
     */
    Optional<PlannedCost> cost(Contender contender, List<Contender> all) {
        Map<Origin, Integer> taken =
                leader(contender, all).map(leader -> depths(contender, leader)).orElse(Map.of());
        return phases.get(contender.name()).entrySet().stream()
                .flatMap(entry -> {
                    int depth = taken.getOrDefault(entry.getKey(), 0);
                    List<Planned> planned = entry.getValue();
                    return IntStream.range(0, planned.size())
                            .mapToObj(index -> index < depth
                                    ? new PlannedCost(0, 0)
                                    : planned.get(index).cost());
                })
                .reduce(PlannedCost::plus);
    }

    /** A place for what these have in common. */
    SharedPhases shared(List<Contender> all) {
        Map<Origin, Integer> deepest = new HashMap<>();
        for (Contender contender : all) {
            leader(contender, all).ifPresent(leader -> depths(contender, leader)
                    .forEach((origin, depth) -> deepest.merge(origin, depth, Math::max)));
        }
        return new SharedPhases(deepest);
    }

    /** With how many phases two contenders begin alike, wherever they do. */
    private Map<Origin, Integer> depths(Contender contender, Contender other) {
        Map<Origin, Integer> depths = new HashMap<>();
        phases.get(contender.name()).forEach((origin, own) -> {
            int depth = depth(own, phases.get(other.name()).getOrDefault(origin, List.of()));
            if (depth > 0 && (!origin.together() || membersAlike(contender, other))) {
                depths.put(origin, depth);
            }
        });
        return depths;
    }

    /**
     * A name for the members that a contender trains together, the same for all whose members are alike. The last bits
     * of these depend on who goes with whom: they can only be taken over where all are.
     */
    Optional<String> members(Contender contender) {
        return tuned || together(contender.name()).isEmpty()
                ? Optional.empty()
                : phases.keySet().stream()
                        .filter(name -> together(name).equals(together(contender.name())))
                        .sorted()
                        .findFirst();
    }

    private boolean membersAlike(Contender contender, Contender other) {
        return members(contender).isPresent() && members(contender).equals(members(other));
    }

    private Map<Origin, List<Planned>> together(String contender) {
        Map<Origin, List<Planned>> together = new HashMap<>(phases.get(contender));
        together.keySet().removeIf(origin -> !origin.together());
        return together;
    }

    private static int depth(List<Planned> own, List<Planned> others) {
        int depth = 0;
        while (depth < Math.min(own.size(), others.size()) && own.get(depth).equals(others.get(depth))) {
            depth++;
        }
        return depth;
    }
}
