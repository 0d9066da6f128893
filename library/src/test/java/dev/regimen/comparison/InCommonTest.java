package dev.regimen.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.budget.Budget;
import dev.regimen.model.ModelSpec;
import dev.regimen.objective.CrossEntropy;
import dev.regimen.regimen.EndToEnd;
import dev.regimen.task.Sampling;
import dev.regimen.training.Company;
import dev.regimen.training.Goal;
import dev.regimen.training.InStep;
import dev.regimen.training.Link;
import dev.regimen.training.Origin;
import dev.regimen.training.Phase;
import dev.regimen.training.PlannedCost;
import dev.regimen.training.TinySystem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InCommonTest {
    private static final Origin OWN = origin(List.of(), Sampling.ALL);

    private final Map<String, Map<Origin, List<Phase>>> phases = new LinkedHashMap<>();
    private boolean tuned;

    @Test
    void nobodyWaitsForWhomNothingIsInCommonWith() {
        phases("a", "x");
        phases("b", "y");
        phases("c", "z");
        assertThat(leaders()).containsExactly("-", "-", "-");
    }

    @Test
    void theFirstOfThoseThatBeginAlikeGoesAhead() {
        phases("joint", "all");
        phases("control-1", "reader", "adder", "reader anew");
        phases("control-2", "reader", "adder", "adder anew");
        phases("control-3", "reader", "adder", "other");
        assertThat(leaders()).containsExactly("-", "-", "control-1", "control-1");
    }

    /** The controls have more in common with each other than with what was trained first. */
    @Test
    void waitsForWhomeverMostIsInCommonWith() {
        phases("staged", "reader", "long adder");
        phases("control-1", "reader", "adder", "reader anew");
        phases("control-2", "reader", "adder", "adder anew");
        assertThat(leaders()).containsExactly("-", "staged", "control-1");
    }

    /** Equal names are not enough. */
    @Test
    void sharesNoPhaseOfAnotherBudget() {
        phases("a", "reader", "adder");
        phases.put("b", Map.of(OWN, List.of(phase("reader", 20), phase("adder", 10))));
        assertThat(leaders()).containsExactly("-", "-");
    }

    /** What another training began with was trained after something else. */
    @Test
    void sharesNothingBehindAPhaseThatDiffers() {
        phases("a", "reader", "adder");
        phases("b", "other", "adder");
        assertThat(leaders()).containsExactly("-", "-");
    }

    @Test
    void membersHaveInCommonWhatMembersOfTheSamePlaceBeginWith() {
        Origin first = origin(List.of(0), Sampling.ALL);
        Origin second = origin(List.of(1), Sampling.ALL);
        Origin bootstrap = origin(List.of(1), Sampling.BOOTSTRAP);
        List<Phase> all = List.of(phase("all", 10));
        phases.put("alone", Map.of(OWN, all));
        phases.put("voted", Map.of(first, all, second, all));
        phases.put("bagged", Map.of(origin(List.of(0), Sampling.BOOTSTRAP), all, bootstrap, all));
        phases.put("stacked", Map.of(first, all, second, all));
        assertThat(leaders()).containsExactly("-", "-", "-", "voted");
    }

    /** What is trained together is taken over of all at once, or not at all. */
    @Test
    void membersThatGoTogetherAreSharedWhereAllAreAlike() {
        Company pair = new Company(2, InStep.AUTO);
        Origin first = origin(List.of(0), Sampling.ALL, pair);
        Origin second = origin(List.of(1), Sampling.ALL, pair);
        List<Phase> all = List.of(phase("all", 10));
        List<Phase> staged = List.of(phase("reader", 10), phase("adder", 10));
        phases.put("voted", Map.of(first, all, second, all));
        phases.put("half", Map.of(first, all, second, List.of(phase("all", 20))));
        phases.put("stacked", Map.of(OWN, staged, first, all, second, all));
        phases.put("staged", Map.of(first, staged, second, staged));
        phases.put("likewise", Map.of(first, staged, second, staged));
        assertThat(leaders()).containsExactly("-", "-", "voted", "-", "staged");
        tuned = true; // with other rates others may go together
        assertThat(leaders()).containsExactly("-", "-", "-", "-", "-");
    }

    @Test
    void whatIsTakenOverIsNoWorkOfOnesOwn() {
        Origin first = origin(List.of(0), Sampling.ALL);
        Origin second = origin(List.of(1), Sampling.ALL);
        phases("control-1", "reader", "adder", "reader anew");
        phases("control-2", "reader", "adder", "adder anew", "more");
        phases.put("one", Map.of(first, List.of(phase("all", 30))));
        phases.put("two", Map.of(first, List.of(phase("all", 30)), second, List.of(phase("all", 30))));
        phases.put("nothing", Map.of());
        assertThat(costs(true)).containsExactly(cost(30), cost(20), cost(30), cost(30), null);
        assertThat(costs(false)).containsExactly(cost(30), cost(40), cost(30), cost(60), null);
    }

    private List<PlannedCost> costs(boolean shares) {
        List<Contender> contenders = contenders();
        InCommon inCommon = inCommon(shares);
        List<PlannedCost> costs = new ArrayList<>();
        contenders.forEach(
                contender -> costs.add(inCommon.cost(contender, contenders).orElse(null)));
        return costs;
    }

    private static PlannedCost cost(double steps) {
        return new PlannedCost(steps, 7 * steps);
    }

    private static Origin origin(List<Integer> members, Sampling sampling) {
        return origin(members, sampling, Company.NONE);
    }

    private static Origin origin(List<Integer> members, Sampling sampling, Company company) {
        return new Origin(
                members,
                new ModelSpec(List.of()),
                new CrossEntropy("judge", "parity"),
                Map.of(),
                sampling,
                Link.NONE,
                company);
    }

    private List<String> leaders() {
        List<Contender> contenders = contenders();
        InCommon inCommon = inCommon(true);
        return contenders.stream()
                .map(contender -> inCommon.leader(contender, contenders)
                        .map(Contender::name)
                        .orElse("-"))
                .toList();
    }

    private List<Contender> contenders() {
        return phases.keySet().stream()
                .map(name -> new Contender(name, "kind", new EndToEnd()))
                .toList();
    }

    /** A step of every phase is seven operations. */
    private InCommon inCommon(boolean shares) {
        Map<String, Map<Origin, List<InCommon.Planned>>> planned = new HashMap<>();
        phases.forEach((name, origins) -> {
            Map<Origin, List<InCommon.Planned>> own = new HashMap<>();
            origins.forEach((origin, all) -> own.put(
                    origin,
                    all.stream()
                            .map(phase -> new InCommon.Planned(
                                    phase, cost(phase.budget().amount())))
                            .toList()));
            planned.put(name, own);
        });
        return new InCommon(planned, tuned, shares);
    }

    private void phases(String contender, String... names) {
        phases.put(
                contender,
                Map.of(OWN, List.of(names).stream().map(name -> phase(name, 10)).toList()));
    }

    private static Phase phase(String name, long steps) {
        return new Phase(
                name,
                Set.of("reader"),
                Set.of(),
                List.of(Goal.of(new CrossEntropy("judge", "parity"))),
                Map.of("reader", TinySystem.adam(0.1)),
                Budget.steps(steps));
    }
}
