package dev.regimen.task;

/** Which training examples a member of an ensemble sees. */
public enum Sampling {
    /** All of them, in an order of its own. */
    ALL,
    /** As many as there are, drawn with replacement: about 63 % of them, some several times. */
    BOOTSTRAP
}
