package dev.regimen.data;

/** What is done to the numbers of examples before a net sees them. Statistics are those of the training part alone. */
public enum Normalisation {
    /** Nothing. */
    NONE,
    /** Moved and scaled so that every channel, or column, reaches from 0 to 1 in the training part. */
    UNIT_RANGE,
    /** Moved and scaled so that every channel, or column, has mean 0 and standard deviation 1 in the training part. */
    STANDARDISE
}
