package dev.regimen.training;

/** Which weights a phase ends with. */
public enum Keep {
    /** Those after its last step. */
    LAST,
    /**
     * Those of the evaluation, the one at its beginning included, that was best on the validation examples: by the
     * final head's first metric where the phase has the final goal, else by the mean of its own seams' first metrics.
     */
    BEST
}
