package dev.regimen.training;

import dev.regimen.budget.StopReason;
import dev.regimen.model.Model;
import dev.regimen.model.StackedModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.ObjIntConsumer;
import java.util.stream.Collectors;

/**
 * Trains some members of an ensemble, those that can go together in step. A regimen does not know of it: it is run
 * again and again, and finds in the member's store what is finished; the first phase that is not is what the member
 * wishes. Those with the fewest finished phases come first, so that others can join them; what is done next follows
 * from what is finished alone, and so is the same after a stop.
 */
public final class Cohorts {
    private final Trainer whole;
    private final List<Integer> members;
    private final ObjIntConsumer<Trainer> walk;
    private final CheckpointStore store;

    private Cohorts(Trainer whole, List<Integer> members, ObjIntConsumer<Trainer> walk) {
        this.whole = whole;
        this.members = members;
        this.walk = walk;
        this.store = surroundings().store().forCohort(members.get(0));
    }

    /**
     * Trains what members can be trained together; the rest, each does by itself.
     *
     * @param ensemble the trainer that those of the members come from
     * @param walk runs a member's regimen, all of it, on the member's trainer, which it makes from the trainer it is
     *     given
     * @return the trainer to run the members' regimens with again, which then find what was done here
     */
    public static Trainer train(Trainer ensemble, Company company, ObjIntConsumer<Trainer> walk) {
        Surroundings around = ensemble.given().surroundings();
        if (company.inStep() == InStep.NEVER
                || around.inspector().isPresent()
                || ensemble.given().wishes() != null) {
            return ensemble;
        }
        Surroundings keeping = around.store() == CheckpointStore.NONE ? around.keepingIn(new KeptInMemory()) : around;
        Trainer whole = new Trainer(ensemble.given().in(keeping), List.of());
        List<Callable<Outcome>> parts = new ArrayList<>();
        company.parts(company.mayBeDivided() && divides(ensemble))
                .forEach(part -> parts.add(() -> new Cohorts(whole, part, walk).train()));
        List<Outcome> outcomes = ensemble.together(parts);
        if (outcomes.contains(Outcome.CANCELLED)) {
            return asked(whole, new Wishes(whole.given().key()));
        }
        return outcomes.contains(Outcome.DONE) ? whole : ensemble;
    }

    /** By a model made for this alone, if some could go together: the ensemble itself has none. */
    private static boolean divides(Trainer ensemble) {
        if (StackedModel.hindrance(ensemble.spec()).isPresent()) {
            return true;
        }
        try (Model model = ensemble.spec().create(ensemble.task().examples().fields(), ensemble.seed())) {
            return InStepRule.divides(model, ensemble.settings().batchSize());
        }
    }

    /** What became of it. */
    private enum Outcome {
        /** Nobody was to go with others. */
        NOTHING,
        DONE,
        CANCELLED
    }

    private Outcome train() {
        concludeThoseThatHadEnded();
        Outcome outcome = Outcome.NOTHING;
        Map<Integer, Integer> before = Map.of();
        for (List<Wish> wishes = wishes(); !wishes.isEmpty(); wishes = wishes()) {
            Map<Integer, Integer> now = wishes.stream().collect(Collectors.toMap(Wish::member, Wish::index));
            if (now.equals(before)) {
                throw new IllegalStateException(
                        "the checkpoint store of " + whole.given().key()
                                + " does not give back what it was given: members would be trained for ever");
            }
            if (trainNext(wishes)) {
                return Outcome.CANCELLED;
            }
            before = now;
            outcome = Outcome.DONE;
        }
        return outcome;
    }

    /** A stop may have come between what is kept of all and what is kept of each. */
    private void concludeThoseThatHadEnded() {
        store.load().ifPresent(kept -> kept.members().forEach((member, state) -> {
            CheckpointStore own = surroundings().store().forMember(member);
            int finished = own.load().map(found -> found.finished().size()).orElse(0);
            if (state.current() == null && state.finished().size() > finished) {
                own.save(state);
            }
        }));
    }

    private List<Wish> wishes() {
        Wishes wishes = new Wishes(whole.given().key());
        try (Trainer asking = asked(whole, wishes)) {
            members.forEach(member -> walk.accept(asking, member));
        }
        return wishes.all();
    }

    private static Trainer asked(Trainer whole, Wishes wishes) {
        Given given = whole.given();
        return new Trainer(given.asked(given.surroundings().stopped(), wishes), List.of());
    }

    /**
     * Goes on with those that were stopped, or begins with those that have finished the fewest phases.
     *
     * @return whether it was stopped
     */
    private boolean trainNext(List<Wish> wishes) {
        Map<Integer, Checkpoint> at = stopped(wishes);
        if (!at.isEmpty()) {
            return trainTogether(
                    wishes.stream()
                            .filter(wish -> at.containsKey(wish.member()))
                            .toList(),
                    at);
        }
        int least = wishes.stream().mapToInt(Wish::index).min().orElseThrow();
        Map<Object, List<Wish>> groups = new LinkedHashMap<>();
        wishes.stream().filter(wish -> wish.index() == least).forEach(wish -> groups.computeIfAbsent(
                        wish.alone() ? wish.member() : wish.alike(), any -> new ArrayList<>())
                .add(wish));
        return trainAlone(groups.values().stream()
                        .filter(group -> group.size() == 1)
                        .flatMap(List::stream)
                        .toList())
                || groups.values().stream()
                        .filter(group -> group.size() > 1)
                        .anyMatch(group -> !takenOver(group) && trainTogether(group, Map.of()));
    }

    /**
     * What all of these did with each other in another ensemble, told as if it had been done here. Of all at once, or
     * not at all, also after a stop: trained without the others, one would have other bits.
     */
    private boolean takenOver(List<Wish> group) {
        Map<Integer, Checkpoint> states = new TreeMap<>();
        group.forEach(wish -> wish.shared().ifPresent(found -> states.put(wish.member(), found)));
        if (states.size() < group.size()) {
            return false;
        }
        group.forEach(wish -> tell(wish, states.get(wish.member()))); // before, so that after a stop it is not missing
        store.save(Checkpoint.together(states));
        states.forEach(
                (member, state) -> surroundings().store().forMember(member).save(state));
        store.save(Checkpoint.together(Map.of()));
        return true;
    }

    private void tell(Wish wish, Checkpoint state) {
        PhaseReport report = state.finished().get(wish.index());
        surroundings().listener().phaseStarted(wish.given().key(), wish.phase(), report.spent());
        surroundings().listener().phaseFinished(wish.given().key(), report);
    }

    /** Where members stand that were stopped on their way together. */
    private Map<Integer, Checkpoint> stopped(List<Wish> wishes) {
        Map<Integer, Checkpoint> at = new TreeMap<>();
        store.load()
                .ifPresent(kept -> wishes.forEach(wish -> {
                    Checkpoint state = kept.members().get(wish.member());
                    if (state != null
                            && state.current() != null
                            && state.finished().size() == wish.index()) {
                        at.put(wish.member(), state);
                    }
                }));
        return at;
    }

    private boolean trainTogether(List<Wish> group, Map<Integer, Checkpoint> at) {
        return Cohort.train(group, surroundings(), store, at);
    }

    /** Those with whom nobody goes, side by side; whether they were stopped. */
    private boolean trainAlone(Collection<Wish> single) {
        List<Callable<Boolean>> trainings = new ArrayList<>();
        single.forEach(wish -> trainings.add(() -> {
            try (Trainer own = wish.before(surroundings().forMember(wish.member()))) {
                return own.run(wish.phase()).stop() == StopReason.CANCELLED;
            }
        }));
        return whole.together(trainings).contains(true);
    }

    private Surroundings surroundings() {
        return whole.given().surroundings();
    }
}
