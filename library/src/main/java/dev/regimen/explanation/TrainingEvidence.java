package dev.regimen.explanation;

import dev.regimen.explanation.PhaseExplanation.Form;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the phases of one training, without members, show together. */
record TrainingEvidence(List<PhaseExplanation> phases) {
    /** Phases of one form in a row. */
    record Run(Form form, List<PhaseExplanation> phases) {
        /** Whether parts are trained one after another, each in one phase. */
        boolean eachOnce() {
            long trained =
                    phases.stream().mapToLong(phase -> trained(phase).size()).sum();
            Set<String> distinct =
                    phases.stream().flatMap(phase -> trained(phase).stream()).collect(Collectors.toSet());
            return phases.size() > 1 && trained == distinct.size();
        }

        private static Set<String> trained(PhaseExplanation phase) {
            Set<String> trained = phase.trained();
            trained.retainAll(phase.required());
            return trained;
        }
    }

    /** The modules that matter: those that lead to the final output and have something to train. */
    Set<String> required() {
        return union(phases.stream().map(PhaseExplanation::required).toList());
    }

    /** Those of them that no gradient reaches in any phase. */
    Set<String> neverTrained() {
        return without(
                required(), phases.stream().map(PhaseExplanation::trained).toList());
    }

    /** Those of them that no gradient reaches in any phase, by the most that any phase does. */
    Set<String> neverMore(Arrival.Reach reach) {
        Set<String> never = neverTrained();
        never.removeIf(module -> best(module) != reach);
        return never;
    }

    /** Those of them that the final objective's gradient reaches in no phase. */
    Set<String> neverTrainedByFinal() {
        return without(
                required(),
                phases.stream().map(PhaseExplanation::trainedByFinal).toList());
    }

    /** Whether the final output only combines branches, and each of them is trained as if there were no others. */
    boolean branchesApart() {
        List<Set<String>> parts = phases.get(0).branchParts();
        return !parts.isEmpty()
                && union(parts).containsAll(required())
                && phases.stream().allMatch(phase -> phase.staysWithin(parts));
    }

    /** The phases cut where their form changes. */
    List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (PhaseExplanation phase : phases) {
            Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last == null || last.form != phase.form()) {
                last = new Run(phase.form(), new ArrayList<>());
                runs.add(last);
            }
            last.phases.add(phase);
        }
        return runs;
    }

    /**
     * The modules that the last phase trains alone on the final objective after it drew them anew, if all others were
     * trained before; otherwise none.
     */
    Set<String> controlled() {
        PhaseExplanation last = phases.get(phases.size() - 1);
        Set<String> trained = last.trainedByFinal();
        boolean alone = !last.joint() && last.finalOnly() && last.fresh().equals(trained);
        Set<String> others = without(required(), List.of(trained));
        Set<String> before = union(phases.subList(0, phases.size() - 1).stream()
                .map(PhaseExplanation::trained)
                .toList());
        return alone && !others.isEmpty() && before.containsAll(others) ? trained : Set.of();
    }

    /** The kinds of nets that are trained together here. */
    Set<String> nets() {
        return phases.stream()
                .flatMap(phase -> phase.modules().stream())
                .filter(module -> module.leadsToFinal() && module.parameters() > 0)
                .map(ModuleShare::net)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Which goals trained the module, by the phase's number from 1. */
    Map<Integer, List<PhaseGoal>> trainers(String module) {
        Map<Integer, List<PhaseGoal>> trainers = new LinkedHashMap<>();
        for (int i = 0; i < phases.size(); i++) {
            List<PhaseGoal> goals = phases.get(i).goalsThatReach(module);
            if (!goals.isEmpty()) {
                trainers.put(i + 1, goals);
            }
        }
        return trainers;
    }

    private Arrival.Reach best(String module) {
        return phases.stream()
                .flatMap(phase -> phase.modules().stream())
                .filter(share -> share.module().equals(module))
                .flatMap(share -> share.arrivals().stream())
                .map(Arrival::reach)
                .min(Comparator.naturalOrder())
                .orElse(Arrival.Reach.NOT_ASKED);
    }

    private static Set<String> union(List<Set<String>> sets) {
        return sets.stream().flatMap(Set::stream).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> without(Set<String> all, List<Set<String>> taken) {
        Set<String> rest = new LinkedHashSet<>(all);
        rest.removeAll(union(taken));
        return rest;
    }
}
