package dev.regimen.explanation;

import java.util.List;

/**
 * A goal of a phase.
 *
 * @param heads what is held against what, as {@code adder on sum}
 * @param weight the factor on its loss
 */
public record PhaseGoal(Aim aim, List<String> heads, double weight) {
    public PhaseGoal {
        heads = List.copyOf(heads);
    }

    /** What a goal is about. */
    public enum Aim {
        /** The task's final objective or, where that has several outputs, some of them. */
        FINAL,
        /** Something else, such as a module's own output at a seam. */
        SEAM,
        /** Both in one objective. */
        BOTH
    }

    /** Whether the final objective has a part in it. */
    public boolean aimsAtFinal() {
        return aim != Aim.SEAM;
    }
}
