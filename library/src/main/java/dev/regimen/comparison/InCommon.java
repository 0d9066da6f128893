package dev.regimen.comparison;

import dev.regimen.training.Phase;
import dev.regimen.training.SharedPhases;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What contenders begin with in common, so that it is trained once for each seed.
 *
 * @param phases of every contender, in order, as far as they can be told beforehand
 */
record InCommon(Map<String, List<Phase>> phases) {
    /**
     * The contender before this one that it has most phases in common with: to be trained first, so that these can be
     * taken over. Nothing if there is none.
     *
     * @param all that are trained with one seed and the same settings, this one among them
     */
    Optional<Contender> leader(Contender contender, List<Contender> all) {
        Contender leader = null;
        int most = 0;
        for (Contender earlier : all.subList(0, all.indexOf(contender))) {
            int depth = depth(contender, earlier);
            if (depth > most) {
                leader = earlier;
                most = depth;
            }
        }
        return Optional.ofNullable(leader);
    }

    /** A place for what these have in common. */
    SharedPhases shared(List<Contender> all) {
        return new SharedPhases(all.stream()
                .flatMapToInt(contender -> leader(contender, all).stream().mapToInt(leader -> depth(contender, leader)))
                .max()
                .orElse(0));
    }

    private int depth(Contender contender, Contender other) {
        List<Phase> own = phases.get(contender.name());
        List<Phase> others = phases.get(other.name());
        int depth = 0;
        while (depth < Math.min(own.size(), others.size()) && own.get(depth).equals(others.get(depth))) {
            depth++;
        }
        return depth;
    }
}
