package dev.regimen.training;

import dev.regimen.model.ModelSpec;
import dev.regimen.objective.Head;
import dev.regimen.objective.Objective;
import dev.regimen.task.Sampling;
import java.util.List;
import java.util.Map;

/**
 * What a training begins from, apart from its contender's name, its seed and what all trainings of a comparison have in
 * common. Where two of one seed are equal in this, equal phases have equal outcomes, to the last bit; but if members
 * are trained together only if all of them are.
 *
 * @param members which member it is, outermost ensemble first; none of the training of a contender itself
 * @param spec its model
 * @param objective the final one, by which it is measured
 * @param seams those at the seams, likewise
 * @param sampling which of the training examples it sees
 * @param link what it has from the members before it; where these are first weights, they have to be equal, too
 * @param company the members with whom it may be trained together, which changes the last bits
 */
public record Origin(
        List<Integer> members,
        ModelSpec spec,
        Objective objective,
        Map<String, Head> seams,
        Sampling sampling,
        Link link,
        Company company) {
    /** Whether it may be trained together with other members. */
    public boolean together() {
        return !company.equals(Company.NONE);
    }
}
