package dev.regimen.training;

import dev.regimen.objective.Head;
import dev.regimen.objective.Objective;
import java.util.Comparator;
import java.util.List;

/**
 * A field of the examples that training consumed as a label.
 *
 * @param field its name
 * @param at the module whose output was held against it, {@link #FINAL}, or {@link #COMBINER}
 */
public record Label(String field, String at) {
    /** Where the label of the final objective is consumed. */
    public static final String FINAL = "final";

    /**
     * Where labels of validation examples are consumed, to which an ensemble's combiner is fitted; no module's name.
     */
    public static final String COMBINER = "combiner (validation)";

    /** The labels that a phase consumes in a task with this final objective. */
    static List<Label> of(Phase phase, Objective finalObjective) {
        return phase.goals().stream()
                .flatMap(goal -> goal.objective().heads().stream())
                .map(head -> new Label(head.target(), isFinal(head, finalObjective) ? FINAL : head.of()))
                .distinct()
                .toList();
    }

    /** As {@code sum}, {@code digit at reader} or {@code label at combiner (validation)}. */
    public String words() {
        return at.equals(FINAL) ? field : field + " at " + at;
    }

    /** All of them once, the final one last. */
    public static List<Label> union(List<List<Label>> lists) {
        return lists.stream()
                .flatMap(List::stream)
                .distinct()
                .sorted(Comparator.comparing(label -> label.at().equals(FINAL)))
                .toList();
    }

    private static boolean isFinal(Head head, Objective finalObjective) {
        return finalObjective.heads().contains(head);
    }
}
