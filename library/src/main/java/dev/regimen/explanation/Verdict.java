package dev.regimen.explanation;

import java.util.List;

/**
 * What kind of training this is.
 *
 * @param title in a few words, such as {@code ensemble of 3 independent members, each step by step}
 * @param reason why, in sentences for somebody new to it
 * @param members what each member's training is; empty unless there are members, and for branches of one model
 */
public record Verdict(Kind kind, String title, String reason, List<Verdict> members) {
    public Verdict {
        members = List.copyOf(members);
    }

    /** The kinds of training. */
    public enum Kind {
        /** The final objective's gradient, and no other, reaches every module. */
        END_TO_END,
        /** End-to-end, and the final output combines branches that each give such an output by themselves. */
        FUSION,
        /** The gradients of the final objective and of others reach the modules jointly. */
        AUXILIARY,
        /** One part after another, each once, while the rest is frozen. */
        STEP_BY_STEP,
        /**
         * A part is drawn anew and trained alone on the final objective, behind or in front of trained, frozen ones.
         */
        CONTROL,
        /** Members, or branches of one model, that know nothing of each other. */
        ENSEMBLE,
        /** Nothing is trained by a gradient here: it was trained elsewhere, or is no neural model. */
        NO_GRADIENT,
        /** Anything else, among it several of these in a row; the title says what. */
        MIXED
    }
}
