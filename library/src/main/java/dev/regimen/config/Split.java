package dev.regimen.config;

/** Which examples are for training, validation and test. */
public enum Split {
    /** The same for all seeds: intervals are about training, for this split. */
    FIXED,
    /** Drawn anew for each seed: intervals are about training and about which examples are seen. */
    PER_SEED
}
