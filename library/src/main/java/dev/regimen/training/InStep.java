package dev.regimen.training;

/** Whether members of an ensemble are computed together, where they go through equal phases. */
public enum InStep {
    /** Where it was measured to be faster: members whose steps are small. */
    AUTO,
    /** Wherever two of them begin equal phases; members that cannot be are an error. */
    ALWAYS,
    /** One by one. */
    NEVER
}
