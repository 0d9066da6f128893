package dev.regimen.training;

/** Which weights a phase ends with. */
public enum Keep {
    /** Those after its last step. */
    LAST,
    /** Those of the evaluation at which its own goals' metrics on the validation examples were best. */
    BEST
}
