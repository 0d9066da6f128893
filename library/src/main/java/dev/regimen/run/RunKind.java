package dev.regimen.run;

/** What a run does. */
public enum RunKind {
    /** Trains all contenders with all seeds and compares them. */
    COMPARE,
    /** Trains one contender with one seed. */
    TRAIN
}
