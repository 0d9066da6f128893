package dev.regimen.explanation;

import dev.regimen.budget.Budget;
import dev.regimen.training.Link;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a phase trains by what.
 *
 * @param members which member of an ensemble it belongs to, by index, the outermost ensemble first; empty for a
 *     training without members
 * @param phase its name
 * @param modules all of the model's, in the graph's order
 * @param branches the modules that the final output combines, if each of them gives an output like it and shares no
 *     module with the others; empty otherwise
 * @param link what the member has from those before it
 */
public record PhaseExplanation(
        List<Integer> members,
        String phase,
        Budget budget,
        List<PhaseGoal> goals,
        List<ModuleShare> modules,
        List<String> branches,
        Link link) {
    public PhaseExplanation {
        members = List.copyOf(members);
        goals = List.copyOf(goals);
        modules = List.copyOf(modules);
        branches = List.copyOf(branches);
    }

    /** The modules that lead to the final output and have something to train. */
    public Set<String> required() {
        return names(module -> module.leadsToFinal() && module.parameters() > 0);
    }

    /** The modules that the gradient of some goal reaches. */
    public Set<String> trained() {
        return names(module -> !reaching(module).isEmpty());
    }

    /** The modules that the gradient of the final objective reaches. */
    public Set<String> trainedByFinal() {
        return names(module -> reaching(module).stream().anyMatch(PhaseGoal::aimsAtFinal));
    }

    /** The modules that are drawn anew before it. */
    public Set<String> fresh() {
        return names(ModuleShare::fresh);
    }

    /** What the phase is by itself. */
    public Form form() {
        if (!joint()) {
            return Form.PART;
        }
        return finalOnly() ? Form.END_TO_END : Form.AUXILIARY;
    }

    /** What a phase can be by itself. */
    public enum Form {
        /** The final objective's gradient, and no other, reaches all that lead to the final output. */
        END_TO_END,
        /** It reaches all of them, and other goals' gradients reach some. */
        AUXILIARY,
        /** It does not reach all of them. */
        PART
    }

    boolean joint() {
        return trainedByFinal().containsAll(required());
    }

    /** Whether nothing but the final objective is aimed at. */
    boolean finalOnly() {
        return goals.stream().allMatch(goal -> goal.aim() == PhaseGoal.Aim.FINAL);
    }

    /** Whether nothing is aimed at the final output, and no goal's gradient reaches modules of two of these parts. */
    boolean staysWithin(List<Set<String>> parts) {
        return IntStream.range(0, goals.size()).allMatch(index -> {
            Set<String> reached = names(module -> module.arrivals().get(index).reached());
            return !goals.get(index).aimsAtFinal() && parts.stream().anyMatch(part -> part.containsAll(reached));
        });
    }

    /** The modules that lead to each of the branches, itself among them. */
    List<Set<String>> branchParts() {
        return branches.stream().map(this::leadingTo).toList();
    }

    private Set<String> leadingTo(String last) {
        Set<String> leading = new LinkedHashSet<>(List.of(last));
        // The graph's order backwards: whoever reads a module stands behind it.
        for (int i = modules.size() - 1; i >= 0; i--) {
            if (leading.contains(modules.get(i).module())) {
                leading.addAll(modules.get(i).reads());
            }
        }
        return leading;
    }

    /** The goals whose gradient reaches the module. */
    List<PhaseGoal> goalsThatReach(String module) {
        return modules.stream()
                .filter(share -> share.module().equals(module))
                .flatMap(share -> reaching(share).stream())
                .toList();
    }

    private List<PhaseGoal> reaching(ModuleShare share) {
        return IntStream.range(0, goals.size())
                .filter(index -> share.arrivals().get(index).reached())
                .mapToObj(goals::get)
                .toList();
    }

    private Set<String> names(Predicate<ModuleShare> which) {
        return modules.stream()
                .filter(which)
                .map(ModuleShare::module)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
